package io.gyr.scap;

import java.util.Arrays;

/**
 * Entries of an interface list. Each has: in v2 u32 length of the rest; u16 type, u16 length of the
 * name, address, netmask, broadcast address, for types 1 (IPv4) and 2 (IPv6) u64 speed, not for 3
 * (IPv4) and 4 (IPv6); the name. Addresses have 4 or 16 bytes.
 */
final class InterfaceListReader {
  private static final int SMALLEST = 4;
  private static final int SPEED = 8;

  private InterfaceListReader() {}

  static void read(Block block, boolean sized, TableSink sink) throws ScapException {
    while (block.left() >= SMALLEST) {
      if (sized) {
        entry(block.entry(block.u32()), sink);
      } else {
        entry(block, sink);
      }
    }
  }

  private static void entry(Block in, TableSink sink) throws ScapException {
    int type = in.u16();
    int nameLength = in.u16();
    if (type < 1 || type > 4) {
      throw in.error("an interface of unknown type " + type);
    }
    int width = type == 1 || type == 3 ? 4 : 16;
    byte[] address = bytes(in, width);
    byte[] netmask = bytes(in, width);
    in.take(width);
    if (type <= 2) {
      in.take(SPEED);
    }
    String name = Bytes.terminated(in.bytes(), in.take(nameLength), nameLength);
    sink.networkInterface(name, address, netmask);
  }

  private static byte[] bytes(Block in, int width) throws ScapException {
    int at = in.take(width);
    return Arrays.copyOfRange(in.bytes(), at, at + width);
  }
}
