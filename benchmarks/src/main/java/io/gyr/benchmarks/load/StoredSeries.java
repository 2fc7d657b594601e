package io.gyr.benchmarks.load;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.ChunkWriter;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.AggregateEncoder;
import io.gyr.timeseries.chunk.SampleEncoder;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.NumberWindows;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Writes into Cassandra what the rollup job would have left there by now of series that had samples
 * until now: of each resolution the chunks that are still kept. Many writes are on their way at a
 * time; {@link #finish} waits for them. For one thread.
 */
public final class StoredSeries {
  private static final int IN_FLIGHT = 256;
  private static final List<Resolution> AGGREGATES =
      List.of(
          Resolution.ONE_MINUTE, Resolution.TEN_MINUTES, Resolution.ONE_HOUR, Resolution.ONE_DAY);

  private final ChunkWriter writer;
  private final SampleEncoder samples = new SampleEncoder();
  private final AggregateEncoder aggregates = new AggregateEncoder();
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final long nowMs;
  private volatile String problem = "";

  /** Creates the tables if they are not there. */
  public StoredSeries(CqlSession session, long nowMs) {
    this.nowMs = nowMs;
    ChunkTables.create(session);
    writer = new ChunkWriter(session, new Retentions(List.of()));
  }

  /** Id of the series with these labels, {@code __name__} among them. */
  private static SeriesId id(SortedMap<String, String> labels) {
    SortedMap<String, String> others = new TreeMap<>(labels);
    others.remove("__name__");
    return SeriesId.of(metric(labels), others);
  }

  private static String metric(SortedMap<String, String> labels) {
    return Objects.requireNonNull(labels.get("__name__"));
  }

  /** Introduces a series into the period of {@code timeMs}. */
  public void introduce(SeriesPeriod period, long timeMs, SortedMap<String, String> labels)
      throws InterruptedException {
    send(writer.introduce(period, timeMs, nowMs, id(labels), "counter", labels));
  }

  /** Introduces a series into all periods from {@code fromMs} to now. */
  public void introduce(long fromMs, SortedMap<String, String> labels) throws InterruptedException {
    for (SeriesPeriod period : SeriesPeriod.values()) {
      for (long at = fromMs; at < nowMs + period.length().toMillis(); ) {
        introduce(period, Math.min(at, nowMs), labels);
        at += period.length().toMillis();
      }
    }
  }

  /** Writes the chunks of samples: whole spans of two hours, and the pieces beside them. */
  public void samples(SortedMap<String, String> labels, long[] times, double[] values)
      throws InterruptedException {
    SeriesId id = id(labels);
    for (Resolution resolution : List.of(Resolution.OPEN, Resolution.FULL)) {
      long spanMs = resolution.span().toMillis();
      for (int from = 0; from < times.length; ) {
        long span = resolution.spanStartMs(times[from]);
        int to = from;
        while (to < times.length && times[to] < span + spanMs) {
          to++;
        }
        boolean over = span + spanMs <= nowMs || resolution == Resolution.OPEN;
        if (over && isKept(resolution, span)) {
          byte[] chunk =
              samples.encode(
                  Arrays.copyOfRange(times, from, to),
                  Arrays.copyOfRange(values, from, to),
                  to - from);
          send(writer.write(resolution, metric(labels), id, span, chunk));
        }
        from = to;
      }
    }
  }

  /** Writes the chunks of aggregates, all joined of those of minutes. */
  public void aggregates(SortedMap<String, String> labels, List<WindowAggregate> minutes)
      throws InterruptedException {
    SeriesId id = id(labels);
    List<WindowAggregate> windows = minutes;
    for (Resolution resolution : AGGREGATES) {
      windows = NumberWindows.coarser(windows, resolution.window().toMillis());
      write(resolution, metric(labels), id, windows);
    }
  }

  private void write(
      Resolution resolution, String metric, SeriesId id, List<WindowAggregate> windows)
      throws InterruptedException {
    AggregateColumns columns = new AggregateColumns();
    for (int i = 0; i < windows.size(); i++) {
      long span = resolution.spanStartMs(windows.get(i).startMs());
      columns.add(windows.get(i));
      boolean last =
          i + 1 == windows.size() || resolution.spanStartMs(windows.get(i + 1).startMs()) != span;
      if (last) {
        if (isKept(resolution, span)) {
          send(writer.write(resolution, metric, id, span, aggregates.encode(columns)));
        }
        columns.clear();
      }
    }
  }

  private boolean isKept(Resolution resolution, long spanMs) {
    return spanMs + resolution.span().toMillis() > nowMs - resolution.retention().toMillis();
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

  /**
   * Waits until all is written.
   *
   * @throws IllegalStateException if something was not
   */
  public void finish() throws InterruptedException {
    free.acquire(IN_FLIGHT);
    free.release(IN_FLIGHT);
    if (!problem.isEmpty()) {
      throw new IllegalStateException(problem);
    }
  }
}
