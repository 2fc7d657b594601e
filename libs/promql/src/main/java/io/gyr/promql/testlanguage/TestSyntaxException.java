package io.gyr.promql.testlanguage;

/** A test file that cannot be read. */
public final class TestSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TestSyntaxException(int line, String message) {
    super("line " + line + ": " + message);
    this.line = line;
  }

  /** Number of the line, from 1. */
  public int line() {
    return line;
  }
}
