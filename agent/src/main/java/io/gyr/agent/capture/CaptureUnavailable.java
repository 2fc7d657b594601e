package io.gyr.agent.capture;

/** This host or this user cannot capture; says why, and what to do about it. */
public final class CaptureUnavailable extends Exception {
  private final String reason;
  private final String remedy;

  CaptureUnavailable(String reason, String remedy) {
    super("cannot capture system calls: " + reason + "; " + remedy);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What is missing, a clause without a full stop. */
  public String reason() {
    return reason;
  }

  /** What the operator can do, a clause without a full stop. */
  public String remedy() {
    return remedy;
  }
}
