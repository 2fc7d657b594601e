package io.gyr.promql.parser;

import io.gyr.promql.ast.PositionRange;

/** A query that is no expression; the message is Prometheus's, {@code 1:5: parse error: ...}. */
public final class ParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient PositionRange position;
  private final String reason;

  ParseException(String query, PositionRange position, String reason) {
    super(position.startIn(query) + ": parse error: " + reason);
    this.position = position;
    this.reason = reason;
  }

  /** Where the query is wrong. */
  public PositionRange position() {
    return position;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }
}
