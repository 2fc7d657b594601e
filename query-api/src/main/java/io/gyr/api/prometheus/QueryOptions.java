package io.gyr.api.prometheus;

import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.engine.QueryMemory;
import io.gyr.promql.parser.ParserOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How queries are answered.
 *
 * @param maxConcurrent how many run at once
 * @param engine how they are understood
 * @param limits what one may take
 * @param memory what all together may
 * @param features Prometheus's names of the feature flags that are on
 */
public record QueryOptions(
    int maxConcurrent,
    EngineOptions engine,
    QueryLimits limits,
    QueryMemory memory,
    List<String> features) {
  /** Prometheus's own bound of steps is one more than the engine counts. */
  static final int MOST_STEPS = 11_000;

  private static final String FUNCTIONS = "promql-experimental-functions";
  private static final String DURATIONS = "promql-duration-expr";
  private static final String NAMES = "promql-delayed-name-removal";
  private static final String TYPES = "type-and-unit-labels";

  /** Of the memory there is, what all queries together may hold; one may have half of that. */
  private static final double SHARE_OF_MEMORY = 0.4;

  /**
   * Options of settings.
   *
   * @param features names of Prometheus's feature flags, comma separated
   * @throws IllegalArgumentException if a feature is not known
   */
  public static QueryOptions of(
      int maxConcurrent,
      Duration timeout,
      long maxSamples,
      int maxSeries,
      Duration lookback,
      String features) {
    Set<String> on = new TreeSet<>();
    for (String feature : features.split(",", -1)) {
      if (!feature.isBlank()) {
        on.add(feature.strip());
      }
    }
    Set<String> unknown = new TreeSet<>(on);
    unknown.removeAll(Set.of(FUNCTIONS, DURATIONS, NAMES, TYPES));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "promql.features has '"
              + String.join(",", unknown)
              + "'; there are "
              + String.join(", ", FUNCTIONS, DURATIONS, NAMES, TYPES));
    }
    EngineOptions engine =
        new EngineOptions(
            new ParserOptions(on.contains(FUNCTIONS), on.contains(DURATIONS)),
            lookback.toMillis(),
            EngineOptions.DEFAULT.subqueryStepMs(),
            on.contains(NAMES),
            on.contains(TYPES));
    long memory = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_MEMORY);
    QueryLimits limits =
        new QueryLimits(maxSamples, maxSeries, MOST_STEPS + 1, memory / 2, timeout);
    return new QueryOptions(
        maxConcurrent, engine, limits, new QueryMemory(memory), List.copyOf(on));
  }
}
