package io.gyr.api.ingest;

/** A native histogram that contradicts itself or is too much. The message says which and why. */
public final class InvalidHistogramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with it. */
  public InvalidHistogramException(String message) {
    super(message, null, false, false);
  }
}
