package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import org.jspecify.annotations.Nullable;

/** {@code irate} and {@code idelta}: from the last two samples. */
final class InstantRate implements RangeFunction {
  private final boolean rate;

  InstantRate(boolean rate) {
    this.rate = rate;
  }

  /** One of the two samples; a histogram if it is one. */
  private record Sample(long time, double value, @Nullable FloatHistogram histogram) {}

  @Override
  public double at(Window window) {
    if (window.points() < 2) {
      return RangeFunctions.none();
    }
    Sample last = fromEnd(window, 0);
    Sample previous = fromEnd(window, 1);
    long distance = last.time - previous.time;
    if (distance == 0) {
      return RangeFunctions.none();
    }
    double seconds = distance / 1000.0;
    FloatHistogram lastHistogram = last.histogram;
    FloatHistogram previousHistogram = previous.histogram;
    if (lastHistogram == null && previousHistogram == null) {
      boolean reset = rate && last.value < previous.value;
      double gained = reset ? last.value : last.value - previous.value;
      return rate ? gained / seconds : gained;
    }
    PositionRange position = window.argumentPositions.get(0);
    if (lastHistogram == null || previousHistogram == null) {
      window.annotate(Notes.mixedFloatsHistograms(window.metricName(), position));
      return RangeFunctions.none();
    }
    boolean gauges =
        lastHistogram.hint() == CounterResetHint.GAUGE
            && previousHistogram.hint() == CounterResetHint.GAUGE;
    boolean someGauge =
        lastHistogram.hint() == CounterResetHint.GAUGE
            || previousHistogram.hint() == CounterResetHint.GAUGE;
    if (rate && someGauge) {
      window.annotate(Notes.histogramNotCounter(window.metricName(), position));
    }
    if (!rate && !gauges) {
      window.annotate(Notes.histogramNotGauge(window.metricName(), position));
    }
    try {
      FloatHistogram gained =
          rate && lastHistogram.isResetAfter(previousHistogram)
              ? lastHistogram
              : lastHistogram.minus(previousHistogram);
      gained = gained.withHint(CounterResetHint.GAUGE).compact();
      return window.histogram(rate ? gained.dividedBy(seconds) : gained);
    } catch (IncompatibleHistogramsException e) {
      window.annotate(Notes.incompatible(e.mixedSchemas(), window.metricName(), position));
      return RangeFunctions.none();
    }
  }

  private static Sample fromEnd(Window window, int index) {
    int value = window.to - 1;
    int histogram = window.histogramTo - 1;
    for (int i = 0; ; i++) {
      boolean isHistogram =
          histogram >= window.histogramFrom
              && (value < window.from || window.histogramTimes[histogram] > window.times[value]);
      if (i == index) {
        return isHistogram
            ? new Sample(window.histogramTimes[histogram], 0, window.histograms[histogram])
            : new Sample(window.times[value], window.values[value], null);
      }
      if (isHistogram) {
        histogram--;
      } else {
        value--;
      }
    }
  }
}
