package io.gyr.promql.ast;

/**
 * The {@code @} modifier.
 *
 * @param kind a time, or the start or end of the query
 * @param timestampMs the time in milliseconds, of use for {@link Kind#TIME} only
 */
public record AtModifier(Kind kind, long timestampMs) {
  /** What the time is. */
  public enum Kind {
    TIME,
    START,
    END
  }

  /** At a time. */
  public static AtModifier time(long timestampMs) {
    return new AtModifier(Kind.TIME, timestampMs);
  }
}
