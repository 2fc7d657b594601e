package io.gyr.inspector.syscall;

import static io.gyr.inspector.syscall.ArgumentFormat.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which arguments each call shows, in Falco's order. */
final class ArgumentCatalogue {
  private final Map<Syscall, List<Argument>> arguments = new EnumMap<>(Syscall.class);

  ArgumentCatalogue() {
    files();
    paths();
    sockets();
    processes();
    credentials();
    Argument result = of("res", RESULT);
    put(Syscall.DUP, result, of("oldfd", FD, 0));
    put(Syscall.DUP2, result, of("oldfd", FD, 0), of("newfd", RESULT_FD));
    put(
        Syscall.DUP3,
        result,
        of("oldfd", FD, 0),
        of("newfd", RESULT_FD),
        of("flags", OPEN_FLAGS, 2));
    put(Syscall.FCNTL, result, of("fd", FD, 0), of("cmd", FCNTL_COMMAND, 1));
    put(Syscall.CLOSE, result, of("fd", FD, 0));
    put(Syscall.CLOSE_RANGE, result);
    put(
        Syscall.INIT_MODULE,
        result,
        of("img", HEX, 0),
        of("length", NUMBER, 1),
        of("uargs", STRING, 2));
    put(
        Syscall.FINIT_MODULE,
        result,
        of("fd", FD, 0),
        of("uargs", STRING, 1),
        of("flags", FINIT_MODULE_FLAGS, 2));
  }

  /** The arguments of a call. */
  List<Argument> of(Syscall call) {
    return arguments.getOrDefault(call, List.of());
  }

  /** What an exec shows that failed, of which the program is not known. */
  List<Argument> ofFailedExec(Syscall call) {
    return List.of(of("res", RESULT), of("filename", STRING, call == Syscall.EXECVEAT ? 1 : 0));
  }

  private void files() {
    Argument fd = of("fd", RESULT_FD);
    Argument dev = of("dev", DEVICE);
    Argument ino = of("ino", INODE);
    Argument dirfd = of("dirfd", DIRFD, 0);
    put(
        Syscall.OPEN,
        fd,
        of("name", STRING, 0),
        of("flags", OPEN_FLAGS, 1),
        of("mode", CREATE_MODE, 2),
        dev,
        ino);
    put(
        Syscall.OPENAT,
        fd,
        dirfd,
        of("name", STRING, 1),
        of("flags", OPEN_FLAGS, 2),
        of("mode", CREATE_MODE, 3),
        dev,
        ino);
    put(
        Syscall.OPENAT2,
        fd,
        dirfd,
        of("name", STRING, 1),
        of("flags", HOW_FLAGS, 2),
        of("mode", HOW_MODE, 2),
        of("resolve", HOW_RESOLVE, 2),
        dev,
        ino);
    put(Syscall.CREAT, fd, of("name", STRING, 0), of("mode", MODE, 1), dev, ino);
  }

  private void paths() {
    Argument result = of("res", RESULT);
    Argument path = of("path", STRING, 0);
    Argument dirfd = of("dirfd", DIRFD, 0);
    put(Syscall.CHDIR, result, path);
    put(Syscall.FCHDIR, result, of("fd", FD, 0));
    put(Syscall.UNLINK, result, path);
    put(Syscall.RMDIR, result, path);
    put(Syscall.UNLINKAT, result, dirfd, of("name", STRING, 1), of("flags", UNLINKAT_FLAGS, 2));
    put(Syscall.MKDIR, result, path, of("mode", MODE, 1));
    put(Syscall.MKDIRAT, result, dirfd, of("path", STRING, 1), of("mode", MODE, 2));
    put(Syscall.CHMOD, result, of("filename", STRING, 0), of("mode", MODE, 1));
    put(Syscall.FCHMOD, result, of("fd", FD, 0), of("mode", MODE, 1));
    put(Syscall.FCHMODAT, result, dirfd, of("filename", STRING, 1), of("mode", MODE, 2));
    put(Syscall.RENAME, result, of("oldpath", STRING, 0), of("newpath", STRING, 1));
    put(
        Syscall.RENAMEAT,
        result,
        of("olddirfd", DIRFD, 0),
        of("oldpath", STRING, 1),
        of("newdirfd", DIRFD, 2),
        of("newpath", STRING, 3));
    put(
        Syscall.RENAMEAT2,
        result,
        of("olddirfd", DIRFD, 0),
        of("oldpath", STRING, 1),
        of("newdirfd", DIRFD, 2),
        of("newpath", STRING, 3),
        of("flags", RENAMEAT2_FLAGS, 4));
    put(Syscall.LINK, result, of("oldpath", STRING, 0), of("newpath", STRING, 1));
    put(
        Syscall.LINKAT,
        result,
        of("olddir", DIRFD, 0),
        of("oldpath", STRING, 1),
        of("newdir", DIRFD, 2),
        of("newpath", STRING, 3),
        of("flags", LINKAT_FLAGS, 4));
    put(Syscall.SYMLINK, result, of("target", STRING, 0), of("linkpath", STRING, 1));
    put(
        Syscall.SYMLINKAT,
        result,
        of("target", STRING, 0),
        of("linkdirfd", DIRFD, 1),
        of("linkpath", STRING, 2));
    put(
        Syscall.MOUNT,
        result,
        of("dev", STRING, 0),
        of("dir", STRING, 1),
        of("type", STRING, 2),
        of("flags", MOUNT_FLAGS, 3));
    put(Syscall.UMOUNT2, result, of("name", STRING, 0), of("flags", UMOUNT_FLAGS, 1));
  }

  private void sockets() {
    Argument result = of("res", RESULT);
    Argument fd = of("fd", FD, 0);
    put(
        Syscall.SOCKET,
        of("fd", RESULT_FD),
        of("domain", FAMILY, 0),
        of("type", NUMBER, 1),
        of("proto", NUMBER, 2));
    put(Syscall.CONNECT, result, of("tuple", TUPLE), fd, of("addr", ADDRESS, 1));
    put(Syscall.ACCEPT, of("fd", RESULT_FD), of("tuple", TUPLE));
    put(Syscall.ACCEPT4, of("fd", RESULT_FD), of("tuple", TUPLE), of("flags", ACCEPT4_FLAGS, 3));
    put(Syscall.BIND, result, of("addr", ADDRESS, 1), fd);
    put(Syscall.LISTEN, result, fd, of("backlog", INT, 1));
  }

  private void processes() {
    Argument result = of("res", RESULT);
    Argument[] program = {
      result,
      of("exe", EXE),
      of("args", PROGRAM_ARGUMENTS),
      of("tid", TID),
      of("pid", PID),
      of("ptid", PARENT_PID),
      of("cwd", CWD),
      of("comm", COMM)
    };
    Argument tty = of("tty", TTY);
    Argument loginUid = of("loginuid", LOGIN_UID);
    Argument uid = of("uid", EFFECTIVE_UID);
    Argument filename = of("filename", STRING, 0);
    for (Syscall exec : List.of(Syscall.EXECVE, Syscall.EXECVEAT)) {
      put(exec, program, tty, loginUid, uid, filename);
    }
    Argument flags = of("flags", FORK_FLAGS, 0);
    for (Syscall fork : List.of(Syscall.CLONE, Syscall.CLONE3, Syscall.FORK, Syscall.VFORK)) {
      put(fork, program, flags, uid);
    }
    put(
        Syscall.PROCEXIT,
        of("status", EXIT_STATUS),
        of("ret", EXIT_CODE),
        of("sig", EXIT_SIGNAL),
        of("core", EXIT_CORE));
    put(Syscall.KILL, result, of("pid", INT, 0), of("sig", SIGNAL, 1));
    put(
        Syscall.PTRACE,
        result,
        of("addr", HEX, 2),
        of("data", HEX, 3),
        of("request", PTRACE_REQUEST, 0),
        of("pid", INT, 1));
    put(Syscall.SETNS, result, of("fd", FD, 0), of("nstype", CLONE_FLAGS, 1));
    put(Syscall.UNSHARE, result, of("flags", CLONE_FLAGS, 0));
  }

  private void credentials() {
    Argument result = of("res", RESULT);
    put(Syscall.SETUID, result, of("uid", ID, 0));
    put(Syscall.SETGID, result, of("gid", ID, 0));
    put(Syscall.SETREUID, result, of("ruid", ID, 0), of("euid", ID, 1));
    put(Syscall.SETREGID, result, of("rgid", ID, 0), of("egid", ID, 1));
    put(Syscall.SETRESUID, result, of("ruid", ID, 0), of("euid", ID, 1), of("suid", ID, 2));
    put(Syscall.SETRESGID, result, of("rgid", ID, 0), of("egid", ID, 1), of("sgid", ID, 2));
  }

  private void put(Syscall call, Argument... list) {
    arguments.put(call, List.of(list));
  }

  private void put(Syscall call, Argument[] first, Argument... then) {
    List<Argument> all = new ArrayList<>(Arrays.asList(first));
    all.addAll(Arrays.asList(then));
    arguments.put(call, List.copyOf(all));
  }

  private static Argument of(String name, ArgumentFormat format) {
    return new Argument(name, format, 0);
  }

  private static Argument of(String name, ArgumentFormat format, int index) {
    return new Argument(name, format, index);
  }
}
