package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import io.gyr.promql.source.Rollup;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code rate}, {@code increase} and {@code delta}: what was gained between the first and the last
 * sample, resets made up for, extrapolated to the ends of the window if the samples come near them
 * (facts: promql/functions.go, v3.5).
 *
 * <p>Where the counter of floats was reset, and what that cost it, is found once per series, so
 * that a step costs the same however many samples its window has; the sum is made in the same order
 * as if it were searched anew, hence equal to the last bit.
 */
final class Rate implements RangeFunction {
  /** How much further than the average distance an end may be to be extrapolated to. */
  private static final double NEAR = 1.1;

  private final boolean counter;
  private final boolean perSecond;

  /** Indexes of the samples before which the counter was reset, ascending. */
  private int[] resets = new int[16];

  /** What the counter had by then since the sample before, which the difference does not show. */
  private double[] lost = new double[16];

  private int resetCount;
  private int firstReset;

  Rate(boolean counter, boolean perSecond) {
    this.counter = counter;
    this.perSecond = perSecond;
  }

  @Override
  public void begin(Window window) {
    resetCount = 0;
    firstReset = 0;
    if (!counter) {
      return;
    }
    double[] values = window.values;
    Rollup rollup = window.rollup;
    for (int i = 1; i < window.size; i++) {
      if (rollup != null && rollup.isGainKnown(i)) {
        if (rollup.gain(i) != 0) {
          addReset(i, rollup.gain(i));
        }
      } else if (values[i] < values[i - 1]) {
        addReset(i, values[i - 1]);
      }
    }
  }

  private void addReset(int index, double value) {
    if (resetCount == resets.length) {
      resets = Arrays.copyOf(resets, 2 * resetCount);
      lost = Arrays.copyOf(lost, 2 * resetCount);
    }
    resets[resetCount] = index;
    lost[resetCount++] = value;
  }

  /** How many samples one stands for. */
  private static long samples(@Nullable Rollup rollup, int index) {
    return rollup == null ? 1 : rollup.count(index);
  }

  @Override
  public double at(Window window) {
    if (window.isMixed()) {
      window.annotate(Notes.mixedFloatsHistograms(window.metricName(), window.rangePosition));
      return RangeFunctions.none();
    }
    if (window.floatCount() > 1) {
      return floats(window);
    }
    if (window.histogramCount() > 1) {
      FloatHistogram gained = histograms(window);
      if (gained != null) {
        return window.histogram(gained);
      }
    }
    return RangeFunctions.none();
  }

  private double floats(Window window) {
    double[] values = window.values;
    int first = window.from;
    int last = window.to - 1;
    double gained = values[last] - values[first];
    while (firstReset < resetCount && resets[firstReset] <= first) {
      firstReset++;
    }
    for (int i = firstReset; i < resetCount && resets[i] <= last; i++) {
      gained += lost[i];
    }
    long[] times = window.times;
    boolean canBeZero = counter && gained > 0 && values[first] >= 0;
    return gained
        * factor(
            window,
            times[first],
            times[last],
            window.floatSamples() - samples(window.rollup, first),
            canBeZero ? values[first] / gained : Double.NaN);
  }

  /**
   * By what the gain is multiplied.
   *
   * @param beforeFirst how much the counter already had, in units of the gain; NaN if that does not
   *     bound how long it had been counting
   */
  private double factor(
      Window window, long firstTime, long lastTime, long intervals, double beforeFirst) {
    double toStart = (firstTime - window.rangeStart) / 1000.0;
    double toEnd = (window.rangeEnd - lastTime) / 1000.0;
    double sampled = (lastTime - firstTime) / 1000.0;
    double average = sampled / intervals;
    double threshold = average * NEAR;
    if (toStart >= threshold) {
      toStart = average / 2;
    }
    if (counter) {
      double toZero = sampled * beforeFirst;
      if (toZero < toStart) {
        toStart = toZero;
      }
    }
    if (toEnd >= threshold) {
      toEnd = average / 2;
    }
    double factor = (sampled + toStart + toEnd) / sampled;
    return perSecond ? factor / ((window.rangeEnd - window.rangeStart) / 1000.0) : factor;
  }

  private @Nullable FloatHistogram histograms(Window window) {
    try {
      FloatHistogram gained = HistogramGain.of(window, counter);
      if (gained == null) {
        return null;
      }
      int first = window.histogramFrom;
      int last = window.histogramTo - 1;
      double factor =
          factor(
              window,
              window.histogramTimes[first],
              window.histogramTimes[last],
              window.histogramSamples() - samples(window.histogramRollup, first),
              Double.NaN);
      return gained.times(factor);
    } catch (IncompatibleHistogramsException e) {
      window.annotate(
          Notes.incompatible(e.mixedSchemas(), window.metricName(), window.rangePosition));
      return null;
    }
  }
}
