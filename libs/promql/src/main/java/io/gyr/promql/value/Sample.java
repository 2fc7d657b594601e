package io.gyr.promql.value;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One element of an instant vector.
 *
 * @param labels of the series
 * @param timeMs of when
 * @param value the value, of no meaning if there is a histogram
 * @param histogram the histogram, if it is one
 */
public record Sample(
    Labels labels, long timeMs, double value, @Nullable FloatHistogram histogram) {}
