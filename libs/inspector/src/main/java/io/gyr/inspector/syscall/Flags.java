package io.gyr.inspector.syscall;

/** The words of flags that calls take, with Falco's names in Falco's order. Not thread-safe. */
final class Flags {
  private static final long O_DSYNC = 0x1000;
  private static final long O_TMPFILE_BIT = 0x400000;

  final FlagNames open;
  final FlagNames clone = cloneFlags();
  final FlagNames mount = mountFlags();
  final FlagNames umount =
      new FlagNames().flag("FORCE", 1).flag("DETACH", 2).flag("EXPIRE", 4).flag("NOFOLLOW", 8);
  final FlagNames unlinkat = new FlagNames().flag("AT_REMOVEDIR", 0x200);
  final FlagNames linkat =
      new FlagNames().flag("AT_SYMLINK_FOLLOW", 0x400).flag("AT_EMPTY_PATH", 0x1000);
  final FlagNames renameat2 =
      new FlagNames()
          .flag("RENAME_NOREPLACE", 1)
          .flag("RENAME_EXCHANGE", 2)
          .flag("RENAME_WHITEOUT", 4);
  final FlagNames resolve =
      new FlagNames()
          .flag("RESOLVE_BENEATH", 8)
          .flag("RESOLVE_IN_ROOT", 0x10)
          .flag("RESOLVE_NO_MAGICLINKS", 2)
          .flag("RESOLVE_NO_SYMLINKS", 4)
          .flag("RESOLVE_NO_XDEV", 1)
          .flag("RESOLVE_CACHED", 0x20);
  final FlagNames accept4 =
      new FlagNames().flag("SOCK_NONBLOCK", 0x800).flag("SOCK_CLOEXEC", 0x80000);
  final FlagNames finitModule =
      new FlagNames()
          .flag("MODULE_INIT_IGNORE_MODVERSIONS", 1)
          .flag("MODULE_INIT_IGNORE_VERMAGIC", 2)
          .flag("MODULE_INIT_COMPRESSED_FILE", 4);

  Flags(Architecture architecture) {
    boolean arm = architecture == Architecture.AARCH64;
    // These differ between the two, the others do not.
    long largeFile = arm ? 0x20000 : 0x8000;
    long directory = arm ? 0x4000 : 0x10000;
    long direct = arm ? 0x10000 : 0x4000;
    open =
        new FlagNames()
            .flag("O_LARGEFILE", largeFile)
            .choice("O_DIRECTORY", directory | O_TMPFILE_BIT, directory)
            .flag("O_DIRECT", direct)
            .flag("O_TRUNC", 0x200)
            .flag("O_SYNC", 0x100000)
            .flag("O_NONBLOCK", 0x800)
            .flag("O_EXCL", 0x80)
            .flag("O_DSYNC", O_DSYNC)
            .flag("O_APPEND", 0x400)
            .flag("O_CREAT", 0x40)
            .choice("O_RDWR", 3, 2)
            .choice("O_WRONLY", 3, 1)
            .choice("O_RDONLY", 3, 0)
            .flag("O_CLOEXEC", 0x80000)
            .flag("O_TMPFILE", O_TMPFILE_BIT);
  }

  private static FlagNames cloneFlags() {
    return new FlagNames()
        .flag("CLONE_FILES", 0x400)
        .flag("CLONE_FS", 0x200)
        .flag("CLONE_IO", 0x80000000L)
        .flag("CLONE_NEWIPC", 0x08000000)
        .flag("CLONE_NEWNET", 0x40000000)
        .flag("CLONE_NEWNS", 0x00020000)
        .flag("CLONE_NEWPID", 0x20000000)
        .flag("CLONE_NEWUTS", 0x04000000)
        .flag("CLONE_PARENT", 0x00008000)
        .flag("CLONE_PARENT_SETTID", 0x00100000)
        .flag("CLONE_PTRACE", 0x00002000)
        .flag("CLONE_SIGHAND", 0x00000800)
        .flag("CLONE_SYSVSEM", 0x00040000)
        .flag("CLONE_THREAD", 0x00010000)
        .flag("CLONE_UNTRACED", 0x00800000)
        .flag("CLONE_VM", 0x00000100)
        .flag("CLONE_NEWUSER", 0x10000000)
        .flag("CLONE_CHILD_CLEARTID", 0x00200000)
        .flag("CLONE_CHILD_SETTID", 0x01000000)
        .flag("CLONE_SETTLS", 0x00080000)
        .flag("CLONE_VFORK", 0x00004000)
        .flag("CLONE_NEWCGROUP", 0x02000000);
  }

  private static FlagNames mountFlags() {
    String[] names = {
      "RDONLY",
      "NOSUID",
      "NODEV",
      "NOEXEC",
      "SYNCHRONOUS",
      "REMOUNT",
      "MANDLOCK",
      "DIRSYNC",
      "",
      "",
      "NOATIME",
      "NODIRATIME",
      "BIND",
      "MOVE",
      "REC",
      "SILENT",
      "POSIXACL",
      "UNBINDABLE",
      "PRIVATE",
      "SLAVE",
      "SHARED",
      "RELATIME",
      "KERNMOUNT",
      "I_VERSION",
      "STRICTATIME",
      "LAZYTIME"
    };
    FlagNames flags = new FlagNames();
    for (int bit = 0; bit < names.length; bit++) {
      if (!names[bit].isEmpty()) {
        flags.flag(names[bit], 1L << bit);
      }
    }
    return flags;
  }
}
