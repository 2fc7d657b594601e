package io.gyr.promql.source;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one series. The arrays are read only, and only up to {@code size}.
 *
 * @param labels its labels
 * @param times milliseconds, strictly ascending
 * @param values values; {@link SampleBits#STALE} for a stale marker of either kind
 * @param histograms null if there are none; where it has one, that is the sample
 * @param size number of samples
 */
public record RawSeries(
    Labels labels,
    long[] times,
    double[] values,
    FloatHistogram @Nullable [] histograms,
    int size) {}
