package io.gyr.promql.parser;

/**
 * What may be used beyond the stable language.
 *
 * @param experimentalFunctions functions and aggregations behind {@code
 *     promql-experimental-functions}
 * @param durationExpressions calculated durations, behind {@code promql-duration-expr}
 */
public record ParserOptions(boolean experimentalFunctions, boolean durationExpressions) {
  /** The stable language. */
  public static final ParserOptions STABLE = new ParserOptions(false, false);

  /** Everything. */
  public static final ParserOptions ALL = new ParserOptions(true, true);
}
