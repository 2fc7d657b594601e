package io.gyr.capture;

/** Names of Linux's signals. */
final class SignalNames {
  private static final String[] NAMES =
      """
      SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2
      SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG
      SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS
      """
          .strip()
          .split("\\s+");

  private SignalNames() {}

  /** Name of a signal, empty for one without. */
  static String of(long signal) {
    return signal >= 1 && signal <= NAMES.length ? NAMES[(int) signal - 1] : "";
  }
}
