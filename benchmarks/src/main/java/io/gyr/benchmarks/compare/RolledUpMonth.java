package io.gyr.benchmarks.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.ChunkWriter;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.AggregateEncoder;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * What the rollup job would have left in Cassandra of many series: aggregates of thirty days of
 * {@code y_total}, a sample in ten seconds, and the introductions of series that had samples today.
 */
final class RolledUpMonth {
  private static final long STEP_MS = 10_000;
  private static final long DAYS_MS = 30 * Resolution.ONE_DAY.window().toMillis();
  private static final int IN_FLIGHT = 256;
  private static final int JOBS = 10;
  private static final List<Resolution> AGGREGATES =
      List.of(
          Resolution.ONE_MINUTE, Resolution.TEN_MINUTES, Resolution.ONE_HOUR, Resolution.ONE_DAY);

  private final ChunkWriter writer;
  private final AggregateEncoder encoder = new AggregateEncoder();
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final long nowMs = System.currentTimeMillis();
  private volatile String problem = "";

  RolledUpMonth(CqlSession session) {
    ChunkTables.create(session);
    writer = new ChunkWriter(session, new Retentions(List.of()));
  }

  /** Writes so many counters. */
  void counters(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      TreeMap<String, String> labels = new TreeMap<>();
      labels.put("job", "job-" + i % JOBS);
      labels.put("instance", "host-" + i / JOBS + ".example.com:9100");
      SeriesId id = SeriesId.of("y_total", labels);
      labels.put("__name__", "y_total");
      long startMs = Resolution.ONE_DAY.spanStartMs(nowMs - DAYS_MS);
      for (long at = nowMs - DAYS_MS; at <= nowMs; at += SeriesPeriod.DAY.length().toMillis()) {
        introduce(SeriesPeriod.DAY, at, id, labels);
        introduce(SeriesPeriod.FOUR_WEEKS, at, id, labels);
      }
      aggregates(id, Math.max(startMs, nowMs - DAYS_MS), new Random(i));
    }
    finish();
  }

  private void aggregates(SeriesId id, long fromMs, Random random) throws InterruptedException {
    long minuteMs = Resolution.ONE_MINUTE.window().toMillis();
    int perMinute = (int) (minuteMs / STEP_MS);
    long[] times = new long[perMinute];
    double[] values = new double[perMinute];
    double value = random.nextInt(1_000_000);
    int rate = 1 + random.nextInt(1000);
    List<WindowAggregate> windows = new ArrayList<>();
    long lastMs = nowMs - minuteMs;
    for (long at = fromMs - Math.floorMod(fromMs, minuteMs); at < lastMs; at += minuteMs) {
      for (int i = 0; i < perMinute; i++) {
        times[i] = at + i * STEP_MS;
        values[i] = value;
        value = random.nextInt(100_000) == 0 ? 0 : value + random.nextInt(rate);
      }
      windows.add(WindowAggregate.of(at, times, values, 0, perMinute));
    }
    for (Resolution resolution : AGGREGATES) {
      windows = coarser(windows, resolution.window().toMillis());
      write(resolution, id, windows);
    }
  }

  private static List<WindowAggregate> coarser(List<WindowAggregate> windows, long windowMs) {
    List<WindowAggregate> joined = new ArrayList<>();
    for (WindowAggregate window : windows) {
      long startMs = window.startMs() - Math.floorMod(window.startMs(), windowMs);
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).startMs() == startMs) {
        joined.set(last, joined.get(last).merge(window));
      } else {
        joined.add(window.startingAt(startMs));
      }
    }
    return joined;
  }

  private void write(Resolution resolution, SeriesId id, List<WindowAggregate> windows)
      throws InterruptedException {
    long keptMs = nowMs - resolution.retention().toMillis();
    AggregateColumns columns = new AggregateColumns();
    for (int i = 0; i < windows.size(); i++) {
      long startMs = windows.get(i).startMs();
      long span = resolution.spanStartMs(startMs);
      columns.add(windows.get(i));
      boolean last =
          i + 1 == windows.size() || resolution.spanStartMs(windows.get(i + 1).startMs()) != span;
      if (last) {
        if (span + resolution.span().toMillis() > keptMs) {
          send(writer.write(resolution, "y_total", id, span, encoder.encode(columns)));
        }
        columns.clear();
      }
    }
  }

  /** Introduces so many series today: a thousand metrics of a thousand pods. */
  void activeSeries(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      int pod = i % 1000;
      TreeMap<String, String> labels = new TreeMap<>();
      labels.put("instance", "10.0." + pod / 250 + "." + pod % 250 + ":8080");
      labels.put("job", "pods");
      labels.put("k8s_namespace_name", "namespace-" + pod % 40);
      labels.put("k8s_pod_name", "pod-" + pod);
      labels.put("device", "device-" + i % 5000);
      String metric = "metric_number_" + i / 1000;
      SeriesId id = SeriesId.of(metric, labels);
      labels.put("__name__", metric);
      introduce(SeriesPeriod.DAY, nowMs, id, labels);
    }
    finish();
  }

  private void introduce(SeriesPeriod period, long timeMs, SeriesId id, Map<String, String> labels)
      throws InterruptedException {
    send(writer.introduce(period, timeMs, nowMs, id, "counter", labels));
  }

  private void send(CompletionStage<?> write) throws InterruptedException {
    free.acquire();
    write.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            problem = String.valueOf(failure);
          }
          free.release();
        });
  }

  private void finish() throws InterruptedException {
    free.acquire(IN_FLIGHT);
    free.release(IN_FLIGHT);
    if (!problem.isEmpty()) {
      throw new IllegalStateException(problem);
    }
  }
}
