package io.gyr.promql.engine;

/**
 * What a query took.
 *
 * @param series series read
 * @param samples samples read
 * @param peakBytes most memory of values held at once, as far as it is counted
 * @param preparationNanos time until evaluation began
 * @param nanos time of both
 */
public record QueryStatistics(
    long series, long samples, long peakBytes, long preparationNanos, long nanos) {}
