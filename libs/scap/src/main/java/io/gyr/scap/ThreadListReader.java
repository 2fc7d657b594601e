package io.gyr.scap;

/**
 * Entries of a thread list. An entry of version v has, in this order: from v9 u32 length of the
 * entry with this number; i64 thread id, i64 process id, i64 parent; from v6 i64 session; from v8
 * i64 process group in its namespace; comm; exe; from v7 exepath; arguments; cwd; i64 limit of
 * descriptors; u32 flags, u32 uid, u32 gid; from v2 u32 memory, u32 resident, u32 swapped (KiB),
 * u64 major, u64 minor faults; from v3 environment; from v4 i64 thread id, i64 process id in the
 * namespace, cgroups; from v5 root; and from v9, as far as the entry is long: i32 login uid, u8 exe
 * writable, u64 inheritable, u64 permitted, u64 effective capabilities, u8 exe in the upper layer,
 * u64 exe inode, u64 its ctime, u64 its mtime, u8 exe from memfd, u8 exe in a lower layer, i64
 * process group. Texts have a u16 length in front and no zero byte behind.
 */
final class ThreadListReader {
  private static final int SMALLEST = 4;
  private static final byte[] NONE = {};

  private ThreadListReader() {}

  static void read(Block block, int version, TableSink sink) throws ScapException {
    while (block.left() >= SMALLEST) {
      sink.thread(version < 9 ? entry(block, version) : sized(block, version));
    }
  }

  private static ThreadEntry sized(Block block, int version) throws ScapException {
    long length = block.u32() - SMALLEST;
    return entry(block.entry(length), version);
  }

  private static ThreadEntry entry(Block in, int v) throws ScapException {
    long tid = in.i64();
    long pid = in.i64();
    long parent = in.i64();
    long session = v >= 6 ? in.i64() : -1;
    long virtualGroup = v >= 8 ? in.i64() : -1;
    String comm = in.text();
    String exe = in.text();
    String exePath = v >= 7 ? in.text() : "";
    byte[] arguments = in.copy();
    String cwd = in.text();
    long fdLimit = in.i64();
    int flags = in.i32();
    long uid = in.u32();
    long gid = in.u32();
    boolean memory = v >= 2;
    long size = memory ? in.u32() : 0;
    long resident = memory ? in.u32() : 0;
    long swapped = memory ? in.u32() : 0;
    long major = memory ? in.i64() : 0;
    long minor = memory ? in.i64() : 0;
    byte[] environment = v >= 3 ? in.copy() : NONE;
    long vtid = v >= 4 ? in.i64() : -1;
    long vpid = v >= 4 ? in.i64() : -1;
    byte[] cgroups = v >= 4 ? in.copy() : NONE;
    String root = v >= 5 ? in.text() : "";
    boolean more = v >= 9;
    long login = more && in.left() >= 4 ? in.i32() : -1;
    boolean writable = more && in.left() >= 1 && in.u8() != 0;
    long inheritable = optional(in, more);
    long permitted = optional(in, more);
    long effective = optional(in, more);
    boolean upper = more && in.left() >= 1 && in.u8() != 0;
    long inode = optional(in, more);
    long changed = optional(in, more);
    long modified = optional(in, more);
    boolean memfd = more && in.left() >= 1 && in.u8() != 0;
    boolean lower = more && in.left() >= 1 && in.u8() != 0;
    long group = more && in.left() >= 8 ? in.i64() : -1;
    return new ThreadEntry(
        tid,
        pid,
        parent,
        session,
        virtualGroup,
        group,
        comm,
        exe,
        exePath,
        arguments,
        cwd,
        fdLimit,
        flags,
        uid,
        gid,
        size,
        resident,
        swapped,
        major,
        minor,
        environment,
        vtid,
        vpid,
        cgroups,
        root,
        login,
        new ThreadEntry.ExeEntry(writable, upper, lower, memfd, inode, changed, modified),
        inheritable,
        permitted,
        effective);
  }

  private static long optional(Block in, boolean more) throws ScapException {
    return more && in.left() >= Long.BYTES ? in.i64() : 0;
  }
}
