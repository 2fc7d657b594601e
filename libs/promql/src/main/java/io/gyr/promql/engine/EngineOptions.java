package io.gyr.promql.engine;

import io.gyr.promql.parser.ParserOptions;

/**
 * How queries are understood.
 *
 * @param parser what may be used beyond the stable language
 * @param lookbackMs how old a sample may be to count as the present one
 * @param subqueryStepMs step of subqueries that have none
 * @param delayedNameRemoval whether the metric name goes at the end of the query only, Prometheus's
 *     {@code promql-delayed-name-removal}
 * @param typeAndUnitLabels whether {@code rate} goes by the type label instead of the name,
 *     Prometheus's {@code type-and-unit-labels}
 */
public record EngineOptions(
    ParserOptions parser,
    long lookbackMs,
    long subqueryStepMs,
    boolean delayedNameRemoval,
    boolean typeAndUnitLabels) {

  /** As Prometheus without flags. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(ParserOptions.STABLE, 300_000, 60_000, false, false);
}
