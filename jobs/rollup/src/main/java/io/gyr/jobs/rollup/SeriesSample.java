package io.gyr.jobs.rollup;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A sample with the identity of its series.
 *
 * @param series the series, key of the stream
 * @param timeMs when it was taken, milliseconds since 1970
 * @param value the value; of a histogram its sum
 * @param histogram a native histogram instead of the value; null for a plain sample
 * @param introduction what the series is; null if that was said before, and lately
 */
record SeriesSample(
    SeriesId series,
    long timeMs,
    double value,
    @Nullable NativeHistogram histogram,
    @Nullable Introduction introduction) {}
