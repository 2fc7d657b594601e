package io.gyr.scap;

/**
 * Entries of a user list. Each has: in v2 u32 length of the entry with this number; u8 0 for a user
 * or 1 for a group. A user: u32 uid, u32 gid, name, home, shell. A group: u32 gid, name. Texts have
 * a u16 length in front.
 */
final class UserListReader {
  private static final int SMALLEST = 4;

  private UserListReader() {}

  static void read(Block block, boolean sized, TableSink sink) throws ScapException {
    while (block.left() >= SMALLEST) {
      if (sized) {
        long length = block.u32() - SMALLEST;
        entry(block.entry(length), sink);
      } else {
        entry(block, sink);
      }
    }
  }

  private static void entry(Block in, TableSink sink) throws ScapException {
    if (in.u8() == 0) {
      sink.user(in.u32(), in.u32(), in.text(), in.text(), in.text());
    } else {
      sink.group(in.u32(), in.text());
    }
  }
}
