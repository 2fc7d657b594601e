package io.gyr.promql.engine;

import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import org.jspecify.annotations.Nullable;

/** An instant vector selector: at each step the newest sample, unless it is stale or too old. */
final class InstantSelector implements SeriesStream {
  private final QueryContext context;
  private final SelectorTimes times;
  private final boolean timestamps;
  private final SeriesIterator series;

  /**
   * A selector.
   *
   * @param timestamps whether the values are the times of the samples in seconds
   * @param function what is around the selector
   */
  InstantSelector(
      QueryContext context,
      VectorSelector selector,
      Steps steps,
      boolean timestamps,
      String function) {
    this.context = context;
    this.times = new SelectorTimes(steps, selector.at(), selector.offsetMs());
    this.timestamps = timestamps;
    this.series =
        context.select(
            selector.matchers(),
            times.first() - context.options().lookbackMs() + 1,
            times.last(),
            new SelectHints(
                steps.count() == 1 ? 0 : steps.intervalMs(), 0, function, times.first()));
  }

  @Override
  public @Nullable StepSeries next() {
    while (true) {
      RawSeries raw = series.next();
      if (raw == null) {
        return null;
      }
      context.budget().read(raw.size());
      StepSeries selected = select(raw);
      if (selected != null) {
        return selected;
      }
    }
  }

  private static boolean isHeld(RawSeries raw, int index, long time) {
    Rollup rollup = raw.rollup();
    return rollup != null && time < rollup.heldUntilMs(index);
  }

  private @Nullable StepSeries select(RawSeries raw) {
    int steps = times.steps().count();
    double[] values = new double[steps];
    FloatHistogram[] histograms = null;
    long[] sampleTimes = raw.times();
    long lookback = context.options().lookbackMs();
    int size = raw.size();
    int next = 0;
    boolean some = false;
    for (int step = 0; step < steps; step++) {
      long time = times.time(step);
      while (next < size && sampleTimes[next] <= time) {
        next++;
      }
      int found = next - 1;
      values[step] = SampleBits.STALE;
      if (found < 0 || (sampleTimes[found] <= time - lookback && !isHeld(raw, found, time))) {
        continue;
      }
      FloatHistogram histogram = raw.histograms() == null ? null : raw.histograms()[found];
      double value = raw.values()[found];
      if (histogram == null && SampleBits.isStale(value)) {
        continue;
      }
      some = true;
      if (timestamps) {
        values[step] = sampleTimes[found] / 1000.0;
      } else if (histogram == null) {
        values[step] = value;
      } else {
        if (histograms == null) {
          histograms = new FloatHistogram[steps];
        }
        histograms[step] = histogram;
      }
    }
    return some ? new StepSeries(raw.labels(), false, values, histograms) : null;
  }
}
