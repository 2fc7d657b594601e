package io.gyr.scap;

import java.util.Arrays;

/**
 * Entries of a descriptor list. Each has: in v2 u32 length of the entry with this number; i64
 * number, u64 inode, u8 type; then by type. IPv4 socket: u32 source, u32 destination, u16 source
 * port, u16 destination port, u8 protocol. Listening IPv4: u32 address, u16 port, u8 protocol. IPv6
 * the same with 16 bytes an address. Unix: u64 source, u64 destination, path. File (v2): u32 flags,
 * path, u32 device if the entry is long enough. Unknown: nothing. All others: path. Paths have a
 * u16 length in front.
 */
final class FdListReader {
  private static final int SMALLEST = 4;
  private static final byte[] NONE = {};

  private FdListReader() {}

  static void read(Block block, boolean sized, TableSink sink) throws ScapException {
    long tid = block.i64();
    while (block.left() >= SMALLEST) {
      if (sized) {
        long length = block.u32() - SMALLEST;
        sink.descriptor(tid, entry(block.entry(length), true));
      } else {
        sink.descriptor(tid, entry(block, false));
      }
    }
  }

  private static FdEntry entry(Block in, boolean sized) throws ScapException {
    long number = in.i64();
    long inode = in.i64();
    int code = in.u8();
    FdType type = FdType.of(code);
    switch (type) {
      case IPV4_SOCK:
        return socket(in, number, inode, type, 4);
      case IPV6_SOCK:
        return socket(in, number, inode, type, 16);
      case IPV4_SERVSOCK:
        return server(in, number, inode, type, 4);
      case IPV6_SERVSOCK:
        return server(in, number, inode, type, 16);
      case UNIX_SOCK:
        {
          byte[] source = bytes(in, 8);
          byte[] destination = bytes(in, 8);
          return new FdEntry(number, inode, type, in.text(), 0, 0, source, destination, 0, 0, 0);
        }
      case FILE_V2:
        {
          int flags = in.i32();
          String name = in.text();
          int device = sized && in.left() >= 4 ? in.i32() : 0;
          return new FdEntry(number, inode, type, name, flags, device, NONE, NONE, 0, 0, 0);
        }
      case UNINITIALIZED, UNKNOWN:
        return new FdEntry(number, inode, type, "", 0, 0, NONE, NONE, 0, 0, 0);
      default:
        if (type == FdType.UNSUPPORTED && code != type.ordinal() - 1) {
          return new FdEntry(
              number, inode, type, "unknown-type:[" + code + "]", 0, 0, NONE, NONE, 0, 0, 0);
        }
        return new FdEntry(number, inode, type, in.text(), 0, 0, NONE, NONE, 0, 0, 0);
    }
  }

  private static FdEntry socket(Block in, long number, long inode, FdType type, int width)
      throws ScapException {
    byte[] source = bytes(in, width);
    byte[] destination = bytes(in, width);
    int sourcePort = in.u16();
    int destinationPort = in.u16();
    int protocol = in.u8();
    return new FdEntry(
        number, inode, type, "", 0, 0, source, destination, sourcePort, destinationPort, protocol);
  }

  private static FdEntry server(Block in, long number, long inode, FdType type, int width)
      throws ScapException {
    byte[] address = bytes(in, width);
    int port = in.u16();
    int protocol = in.u8();
    return new FdEntry(number, inode, type, "", 0, 0, address, NONE, port, 0, protocol);
  }

  private static byte[] bytes(Block in, int width) throws ScapException {
    int at = in.take(width);
    return Arrays.copyOfRange(in.bytes(), at, at + width);
  }
}
