package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.histogram.NativeHistogram;
import java.util.Map;
import java.util.TreeMap;

/** Native histograms of one series from several chunks, each time once: the first one stays. */
final class HistogramMerge {
  private final TreeMap<Long, NativeHistogram> byTime = new TreeMap<>();

  void add(long[] timesMs, NativeHistogram[] histograms, int count, long fromMs, long toMs) {
    for (int i = 0; i < count; i++) {
      if (timesMs[i] >= fromMs && timesMs[i] <= toMs) {
        byTime.putIfAbsent(timesMs[i], histograms[i]);
      }
    }
  }

  int count() {
    return byTime.size();
  }

  long[] timesMs() {
    return byTime.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  NativeHistogram[] histograms() {
    return byTime.entrySet().stream().map(Map.Entry::getValue).toArray(NativeHistogram[]::new);
  }
}
