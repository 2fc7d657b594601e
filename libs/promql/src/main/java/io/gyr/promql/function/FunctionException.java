package io.gyr.promql.function;

/** Arguments that a function cannot work with. */
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FunctionException(String message) {
    super(message);
  }
}
