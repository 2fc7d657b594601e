package io.gyr.promql.testlanguage;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Samples in memory. Not thread-safe while samples are added. */
public final class MemorySource implements SeriesSource {
  private final TreeMap<Labels, TreeMap<Long, Point>> series = new TreeMap<>();
  private final Map<Labels, RawSeries> made = new HashMap<>();

  private record Point(double value, @Nullable FloatHistogram histogram) {}

  /** Adds a sample, or replaces that of the same time. */
  public void add(Labels labels, long timeMs, double value, @Nullable FloatHistogram histogram) {
    series.computeIfAbsent(labels, key -> new TreeMap<>()).put(timeMs, new Point(value, histogram));
    made.remove(labels);
  }

  /** Forgets everything. */
  public void clear() {
    series.clear();
    made.clear();
  }

  @Override
  public SeriesIterator select(List<Matcher> matchers, long fromMs, long toMs, SelectHints hints) {
    List<RawSeries> selected = new ArrayList<>();
    for (Labels labels : series.keySet()) {
      if (matchers.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())))) {
        selected.add(made.computeIfAbsent(labels, this::make));
      }
    }
    Iterator<RawSeries> iterator = selected.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  private RawSeries make(Labels labels) {
    TreeMap<Long, Point> points = series.getOrDefault(labels, new TreeMap<>());
    int size = points.size();
    long[] times = new long[size];
    double[] values = new double[size];
    FloatHistogram[] histograms = null;
    int i = 0;
    for (Map.Entry<Long, Point> entry : points.entrySet()) {
      times[i] = entry.getKey();
      values[i] = entry.getValue().value();
      FloatHistogram histogram = entry.getValue().histogram();
      if (histogram != null) {
        histograms = histograms == null ? new FloatHistogram[size] : histograms;
        histograms[i] = histogram;
      }
      i++;
    }
    return new RawSeries(labels, times, values, histograms, size);
  }
}
