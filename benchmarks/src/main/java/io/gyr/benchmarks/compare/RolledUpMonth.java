package io.gyr.benchmarks.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.benchmarks.load.StoredSeries;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rollup job would have left in Cassandra of many series: aggregates of thirty days of
 * {@code y_total}, a sample in ten seconds, and the introductions of series that had samples today.
 */
final class RolledUpMonth {
  private static final long STEP_MS = 10_000;
  private static final long DAYS_MS = 30 * Resolution.ONE_DAY.window().toMillis();
  private static final int JOBS = 10;

  private final long nowMs = System.currentTimeMillis();
  private final StoredSeries stored;

  RolledUpMonth(CqlSession session) {
    stored = new StoredSeries(session, nowMs);
  }

  /** Writes so many counters. */
  void counters(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      SortedMap<String, String> labels = new TreeMap<>();
      labels.put("__name__", "y_total");
      labels.put("job", "job-" + i % JOBS);
      labels.put("instance", "host-" + i / JOBS + ".example.com:9100");
      stored.introduce(nowMs - DAYS_MS, labels);
      stored.aggregates(labels, minutes(new Random(i)));
    }
    stored.finish();
  }

  private List<WindowAggregate> minutes(Random random) {
    long minuteMs = Resolution.ONE_MINUTE.window().toMillis();
    int perMinute = (int) (minuteMs / STEP_MS);
    long[] times = new long[perMinute];
    double[] values = new double[perMinute];
    double value = random.nextInt(1_000_000);
    int rate = 1 + random.nextInt(1000);
    List<WindowAggregate> windows = new ArrayList<>();
    long fromMs = nowMs - DAYS_MS;
    long lastMs = nowMs - minuteMs;
    for (long at = fromMs - Math.floorMod(fromMs, minuteMs); at < lastMs; at += minuteMs) {
      for (int i = 0; i < perMinute; i++) {
        times[i] = at + i * STEP_MS;
        values[i] = value;
        value = random.nextInt(100_000) == 0 ? 0 : value + random.nextInt(rate);
      }
      windows.add(WindowAggregate.of(at, times, values, 0, perMinute));
    }
    return windows;
  }

  /** Introduces so many series today: a thousand metrics of a thousand pods. */
  void activeSeries(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      int pod = i % 1000;
      SortedMap<String, String> labels = new TreeMap<>();
      labels.put("__name__", "metric_number_" + i / 1000);
      labels.put("instance", "10.0." + pod / 250 + "." + pod % 250 + ":8080");
      labels.put("job", "pods");
      labels.put("k8s_namespace_name", "namespace-" + pod % 40);
      labels.put("k8s_pod_name", "pod-" + pod);
      labels.put("device", "device-" + i % 5000);
      stored.introduce(SeriesPeriod.DAY, nowMs, labels);
    }
    stored.finish();
  }
}
