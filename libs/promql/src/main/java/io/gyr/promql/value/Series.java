package io.gyr.promql.value;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;

/**
 * One series of a matrix; the arrays are exactly as long as there are samples.
 *
 * @param labels its labels
 * @param times milliseconds of the values, ascending
 * @param values the values
 * @param histogramTimes milliseconds of the histograms, ascending
 * @param histograms the histograms
 */
public record Series(
    Labels labels,
    long[] times,
    double[] values,
    long[] histogramTimes,
    FloatHistogram[] histograms) {}
