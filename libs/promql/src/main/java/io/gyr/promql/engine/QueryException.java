package io.gyr.promql.engine;

/** A query that is well formed and cannot be answered. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of problem it is. */
  public enum Kind {
    /** The query asks for what cannot be. */
    EXECUTION,
    /** It took too long. */
    TIMEOUT,
    /** It needed too much. */
    LIMIT,
    /** Its thread was interrupted. */
    CANCELED
  }

  private final Kind kind;

  QueryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static QueryException execution(String message) {
    return new QueryException(Kind.EXECUTION, message);
  }

  static QueryException sameLabelset() {
    return execution("vector cannot contain metrics with the same labelset");
  }

  public Kind kind() {
    return kind;
  }
}
