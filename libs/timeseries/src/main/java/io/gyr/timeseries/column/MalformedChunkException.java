package io.gyr.timeseries.column;

/** Bytes that no encoder of ours wrote: truncated, damaged, or of a later version. */
public final class MalformedChunkException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message that says what is wrong and at which byte. */
  public MalformedChunkException(String message) {
    super(message);
  }
}
