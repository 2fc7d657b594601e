package io.gyr.cli.exposition;

/** A line that is not in the format. */
public final class ExpositionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;

  ExpositionException(long line, String message) {
    super(message);
    this.line = line;
  }

  /** Number of the line, from 1. */
  public long line() {
    return line;
  }
}
