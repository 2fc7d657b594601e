package io.gyr.promql.histogram;

import io.gyr.promql.text.Numbers;

/**
 * One bucket.
 *
 * @param lower lower bound
 * @param upper upper bound
 * @param lowerInclusive whether the lower bound is inside
 * @param upperInclusive whether the upper bound is inside
 * @param count observations
 */
public record Bucket(
    double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {

  /** As in {@code (1,2]:3}. */
  @Override
  public String toString() {
    return (lowerInclusive ? "[" : "(")
        + Numbers.general(lower)
        + ","
        + Numbers.general(upper)
        + (upperInclusive ? "]" : ")")
        + ":"
        + Numbers.general(count);
  }
}
