package io.gyr.api.ingest;

/** Labels that no series can have. The message says which and why. */
public final class InvalidLabelsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with them. */
  public InvalidLabelsException(String message) {
    super(message, null, false, false);
  }
}
