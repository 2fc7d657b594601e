package io.gyr.cli;

/** Ends a command with one message for the person who gave it, and an exit status. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private Failure(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** Something that was checked is not as it should be. */
  static Failure finding(String message) {
    return new Failure(1, message);
  }

  /** The command cannot be carried out as it was given. */
  static Failure wrongUse(String message) {
    return new Failure(2, message);
  }

  /** Something that has to run does not. */
  static Failure notThere(String message) {
    return new Failure(3, message);
  }

  int status() {
    return status;
  }
}
