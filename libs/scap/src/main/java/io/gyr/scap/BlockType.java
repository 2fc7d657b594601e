package io.gyr.scap;

/** Kinds of blocks, whatever their version. */
enum BlockType {
  SECTION,
  MACHINE,
  THREADS,
  DESCRIPTORS,
  INTERFACES,
  USERS,
  EVENT,
  EVENT_WITH_FLAGS,
  OTHER;

  boolean isEvent() {
    return this == EVENT || this == EVENT_WITH_FLAGS;
  }

  static BlockType of(int type) {
    return switch (type) {
      case 0x216, 0x204, 0x221, 0x8002ab04 -> EVENT;
      case 0x217, 0x208, 0x222 -> EVENT_WITH_FLAGS;
      case 0x0a0d0d0a -> SECTION;
      case 0x201, 0x8002ab01 -> MACHINE;
      case 0x202, 0x207, 0x209, 0x210, 0x211, 0x212, 0x213, 0x214, 0x215 -> THREADS;
      case 0x8002ab02, 0x8002ab07, 0x8002ab09 -> THREADS;
      case 0x203, 0x218, 0x8002ab03 -> DESCRIPTORS;
      case 0x205, 0x219, 0x8002ab05 -> INTERFACES;
      case 0x206, 0x220, 0x8002ab06 -> USERS;
      default -> OTHER;
    };
  }

  /** The version of a type that has several. */
  static int version(int type) {
    return switch (type) {
      case 0x207, 0x8002ab07 -> 2;
      case 0x209, 0x8002ab09 -> 3;
      case 0x210, 0x211, 0x212, 0x213, 0x214, 0x215 -> type - 0x20c;
      case 0x216, 0x217, 0x218, 0x219, 0x220, 0x221, 0x222 -> 2;
      default -> 1;
    };
  }
}
