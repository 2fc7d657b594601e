package io.gyr.promql.function;

import io.gyr.promql.source.SampleBits;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions over range vectors, by name. */
public final class RangeFunctions {
  private static final Map<String, Supplier<RangeFunction>> BY_NAME =
      Map.ofEntries(
          Map.entry("rate", () -> new Rate(true, true)),
          Map.entry("increase", () -> new Rate(true, false)),
          Map.entry("delta", () -> new Rate(false, false)),
          Map.entry("irate", () -> new InstantRate(true)),
          Map.entry("idelta", () -> new InstantRate(false)),
          Map.entry("absent_over_time", () -> window -> 1),
          Map.entry("present_over_time", () -> window -> 1),
          Map.entry("count_over_time", () -> Window::samples),
          Map.entry("avg_over_time", AverageOverTime::new),
          Map.entry("sum_over_time", SumOverTime::new),
          Map.entry("min_over_time", () -> new Extreme(false, false, false)),
          Map.entry("max_over_time", () -> new Extreme(true, false, false)),
          Map.entry("ts_of_min_over_time", () -> new Extreme(false, true, true)),
          Map.entry("ts_of_max_over_time", () -> new Extreme(true, true, true)),
          Map.entry("first_over_time", () -> new Edge(true, false)),
          Map.entry("last_over_time", () -> new Edge(false, false)),
          Map.entry("ts_of_first_over_time", () -> new Edge(true, true)),
          Map.entry("ts_of_last_over_time", () -> new Edge(false, true)),
          Map.entry("changes", () -> Transitions::changes),
          Map.entry("resets", () -> Transitions::resets),
          Map.entry("stddev_over_time", () -> new Variance(true)),
          Map.entry("stdvar_over_time", () -> new Variance(false)),
          Map.entry("quantile_over_time", OrderStatistics.QuantileOverTime::new),
          Map.entry("mad_over_time", OrderStatistics.MedianDeviation::new),
          Map.entry("deriv", () -> new Regression(false)),
          Map.entry("predict_linear", () -> new Regression(true)),
          Map.entry("double_exponential_smoothing", Smoothing::new));

  private static final Set<String> KEEP_NAME = Set.of("last_over_time", "first_over_time");

  private RangeFunctions() {}

  /** A function for one call, or null if there is none over range vectors of this name. */
  public static @Nullable RangeFunction create(String name) {
    Supplier<RangeFunction> supplier = BY_NAME.get(name);
    return supplier == null ? null : supplier.get();
  }

  /** Whether the result still is the metric, so that it keeps its name. */
  public static boolean keepsName(String name) {
    return KEEP_NAME.contains(name);
  }

  /** No value. */
  static double none() {
    return SampleBits.STALE;
  }
}
