package io.gyr.benchmarks.differential;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus answers otherwise since 2.42, as far as the random queries come across it. Gyr
 * goes with 3.5, whose own tests it passes.
 */
enum KnownChange {
  /** 2.42 forgot to take the name away. */
  ATAN2_KEEPS_THE_NAME("atan2", "series: |but none|none, but"),
  /** Infinities and NaN have a deviation of NaN since; 2.42 says 0. */
  DEVIATION_OF_WHAT_IS_NOT_FINITE("stddev|stdvar", "NaN|but [01]\\.0$"),
  /** In 2.42 an infinity in a range made regressions NaN. */
  REGRESSION_OVER_INFINITIES("predict_linear|deriv", "Infinity but NaN"),
  /**
   * How far a counter is extended to the left: 2.42 looked first where it would have been zero, and
   * then whether that is too far.
   */
  EXTRAPOLATION_TO_ZERO("rate\\(|increase\\(", ": -?[0-9.E-]+ but "),
  /** With @, 2.42 let the range of predict_linear wander with the steps. */
  PREDICT_LINEAR_AT("predict_linear\\(.* @ ", "");

  private final Pattern query;
  private final Pattern difference;

  KnownChange(String query, String difference) {
    this.query = Pattern.compile(query);
    this.difference = Pattern.compile(difference);
  }

  /** The change that explains a difference, or null. */
  static @Nullable KnownChange of(String query, String difference) {
    for (KnownChange change : values()) {
      if (change.query.matcher(query).find() && change.difference.matcher(difference).find()) {
        return change;
      }
    }
    return null;
  }
}
