package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.value.Sample;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What rules gave in the last minutes, laid over the store, which has it only after a while: a rule
 * that asks for the result of another gets it whether the store has it already or not. Memory is
 * bounded; where there is too much, it is kept for less time. Thread-safe.
 */
final class RecentResults {
  private static final long KEPT_MS = 300_000;
  private static final long SWEEP_MS = 15_000;
  private static final int MOST_SAMPLES = 1_000_000;

  private final Clock clock;
  private final Map<String, Map<Labels, RecentSeries>> byMetric = new HashMap<>();
  private int size;
  private long sweptMs;

  /** Nothing yet; {@code clock} says how long something is kept. */
  RecentResults(Clock clock) {
    this.clock = clock;
  }

  /** Adds samples; one of the same series and time is replaced. */
  synchronized void add(List<Sample> samples) {
    long nowMs = clock.millis();
    for (Sample sample : samples) {
      size +=
          byMetric
              .computeIfAbsent(sample.labels().metricName(), metric -> new HashMap<>())
              .computeIfAbsent(sample.labels(), labels -> new RecentSeries())
              .add(sample.timeMs(), sample.value(), sample.histogram(), nowMs);
    }
    if (size > MOST_SAMPLES || nowMs - sweptMs >= SWEEP_MS) {
      long keptMs = KEPT_MS;
      forget(nowMs - keptMs);
      while (size > MOST_SAMPLES && keptMs > 0) {
        keptMs /= 2;
        forget(nowMs - keptMs);
      }
      sweptMs = nowMs;
    }
  }

  private void forget(long beforeMs) {
    for (Iterator<Map<Labels, RecentSeries>> metrics = byMetric.values().iterator();
        metrics.hasNext(); ) {
      Map<Labels, RecentSeries> metric = metrics.next();
      for (Iterator<RecentSeries> series = metric.values().iterator(); series.hasNext(); ) {
        RecentSeries next = series.next();
        size -= next.forget(beforeMs);
        if (next.isEmpty()) {
          series.remove();
        }
      }
      if (metric.isEmpty()) {
        metrics.remove();
      }
    }
  }

  /** Samples that are kept. */
  synchronized int size() {
    return size;
  }

  /** The results over a store; each selection asks for it anew. */
  SeriesSource over(Supplier<SeriesSource> store) {
    return (matchers, fromMs, toMs, hints) ->
        new Overlaid(
            store.get().select(matchers, fromMs, toMs, hints),
            matching(matchers, fromMs, toMs),
            hints.rangeMs() > 0);
  }

  private synchronized Map<Labels, RecentSeries> matching(
      List<Matcher> matchers, long fromMs, long toMs) {
    Map<Labels, RecentSeries> matching = new HashMap<>();
    byMetric.forEach(
        (name, metric) -> {
          if (allMatch(matchers, Labels.NAME, name)) {
            metric.forEach(
                (labels, series) -> {
                  if (matchers.stream().allMatch(m -> m.matches(labels.get(m.name())))) {
                    RecentSeries part = series.between(fromMs, toMs);
                    if (!part.isEmpty()) {
                      matching.put(labels, part);
                    }
                  }
                });
          }
        });
    return matching;
  }

  private static boolean allMatch(List<Matcher> matchers, String name, String value) {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(name))
        .allMatch(matcher -> matcher.matches(value));
  }

  /** The series of the store with the results in them, then those that it does not have. */
  private static final class Overlaid implements SeriesIterator {
    private final SeriesIterator stored;
    private final Map<Labels, RecentSeries> recent;
    private final boolean range;

    Overlaid(SeriesIterator stored, Map<Labels, RecentSeries> recent, boolean range) {
      this.stored = stored;
      this.recent = recent;
      this.range = range;
    }

    @Override
    public @Nullable RawSeries next() {
      RawSeries series = stored.next();
      if (series != null) {
        RecentSeries newer = recent.remove(series.labels());
        return newer == null ? series : newer.over(series, range);
      }
      Iterator<Map.Entry<Labels, RecentSeries>> left = recent.entrySet().iterator();
      if (!left.hasNext()) {
        return null;
      }
      Map.Entry<Labels, RecentSeries> entry = left.next();
      left.remove();
      return entry.getValue().series(entry.getKey());
    }

    @Override
    public void close() {
      stored.close();
    }
  }
}
