package io.gyr.inspector.syscall;

/** How an argument is written, and where it comes from. */
enum ArgumentFormat {
  /** The result: its number, or the name of the error. */
  RESULT,
  /** The descriptor that the result is. */
  RESULT_FD,
  /** A descriptor: its type's letter in angle brackets, then its name. */
  FD,
  /** A directory to start from, or AT_FDCWD. */
  DIRFD,
  /** Text, as the caller gave it. */
  STRING,
  /** A signed number of 64 bits. */
  NUMBER,
  /** A signed number of 32 bits. */
  INT,
  /** An id: unsigned 32 bits, or -1. */
  ID,
  HEX,
  OPEN_FLAGS,
  /** Flags of the structure that openat2 takes. */
  HOW_FLAGS,
  HOW_MODE,
  HOW_RESOLVE,
  /** Octal; only with O_CREAT or O_TMPFILE in the flags one argument before. */
  CREATE_MODE,
  MODE,
  DEVICE,
  INODE,
  CLONE_FLAGS,
  /** Flags of clone, wherever this call has them. */
  FORK_FLAGS,
  MOUNT_FLAGS,
  UMOUNT_FLAGS,
  UNLINKAT_FLAGS,
  LINKAT_FLAGS,
  RENAMEAT2_FLAGS,
  ACCEPT4_FLAGS,
  FINIT_MODULE_FLAGS,
  SIGNAL,
  PTRACE_REQUEST,
  FAMILY,
  FCNTL_COMMAND,
  /** The connection of the call's descriptor. */
  TUPLE,
  /** The socket address that the caller gave. */
  ADDRESS,
  EXIT_STATUS,
  EXIT_CODE,
  EXIT_SIGNAL,
  EXIT_CORE,
  EXE,
  PROGRAM_ARGUMENTS,
  TID,
  PID,
  PARENT_PID,
  CWD,
  COMM,
  TTY,
  LOGIN_UID,
  EFFECTIVE_UID
}
