package io.gyr.inspector.syscall;

/** Names of numbers that calls take or return: errors, signals, ptrace requests, families. */
final class Names {
  private static final String[] ERRORS =
      ("EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT"
              + " ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY"
              + " ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG"
              + " ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST"
              + " ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT"
              + " ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO"
              + " EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD"
              + " ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ"
              + " EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP"
              + " EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET"
              + " ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT"
              + " ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM"
              + " ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY"
              + " EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON")
          .split(" ", -1);

  private static final String[] SIGNALS =
      ("SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2"
              + " SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU"
              + " SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS")
          .split(" ", -1);

  private static final String[] PTRACE =
      ("TRACEME PEEKTEXT PEEKDATA PEEKUSR POKETEXT POKEDATA POKEUSR CONT KILL SINGLESTEP - -"
              + " GETREGS SETREGS GETFPREGS SETFPREGS ATTACH DETACH GETFPXREGS SETFPXREGS - - - -"
              + " SYSCALL")
          .split(" ", -1);

  private static final String[] PTRACE_NEW =
      ("SETOPTIONS GETEVENTMSG GETSIGINFO SETSIGINFO GETREGSET SETREGSET SEIZE INTERRUPT LISTEN"
              + " PEEKSIGINFO GETSIGMASK SETSIGMASK")
          .split(" ", -1);

  private Names() {}

  /** A result: the number, or the name of the error. */
  static String result(long result) {
    if (result >= 0 || result < -4095) {
      return Long.toString(result);
    }
    int error = (int) -result - 1;
    boolean known = error < ERRORS.length && !"-".equals(ERRORS[error]);
    return known ? ERRORS[error] : Long.toString(result);
  }

  static String signal(long signal) {
    boolean known = signal >= 1 && signal <= SIGNALS.length;
    return known ? SIGNALS[(int) signal - 1] : Long.toString(signal);
  }

  static String ptraceRequest(long request) {
    String name = "-";
    if (request >= 0 && request < PTRACE.length) {
      name = PTRACE[(int) request];
    } else if (request >= 0x4200 && request < 0x4200 + PTRACE_NEW.length) {
      name = PTRACE_NEW[(int) request - 0x4200];
    }
    return "-".equals(name) ? "PTRACE_UNKNOWN" : "PTRACE_" + name;
  }

  static String family(long family) {
    return switch ((int) family) {
      case 0 -> "AF_UNSPEC";
      case 1 -> "AF_UNIX";
      case 2 -> "AF_INET";
      case 10 -> "AF_INET6";
      case 16 -> "AF_NETLINK";
      case 17 -> "AF_PACKET";
      case 38 -> "AF_ALG";
      default -> Long.toString(family);
    };
  }

  static String fcntlCommand(long command) {
    return switch ((int) command) {
      case 0 -> "F_DUPFD";
      case 2 -> "F_SETFD";
      case 1030 -> "F_DUPFD_CLOEXEC";
      default -> Long.toString(command);
    };
  }
}
