package io.gyr.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.StageCounters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #IN_FLIGHT} writes at once; a flush waits for all. The first that fails after the
 * driver's own retries fails the task, and Flink starts it again from its checkpoint: all writes
 * are idempotent.
 */
final class MetricWriter implements SinkWriter<MetricRow> {
  static final int IN_FLIGHT = 256;
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final CqlSession session;
  private final PreparedStatement sample;
  private final PreparedStatement aggregate;
  private final PreparedStatement series;
  private final StageCounters counters;
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  MetricWriter(JobSettings settings, WriterInitContext context) {
    session = CassandraSession.open(settings.cassandraContact(), settings.cassandraDatacenter());
    MetricTables.create(session);
    sample =
        session.prepare("INSERT INTO gyr.samples (series, hour, time, value) VALUES (?, ?, ?, ?)");
    aggregate =
        session.prepare(
            "INSERT INTO gyr.rollup_1m (series, day, time, count, sum, min, max, first, last,"
                + " increase, resets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    series =
        session.prepare("INSERT INTO gyr.series (name, series, kind, labels) VALUES (?, ?, ?, ?)");
    counters = new StageCounters(context.metricGroup(), MetricSink.STAGE);
  }

  @Override
  public void write(MetricRow row, Context context) throws IOException, InterruptedException {
    counters.in();
    failIfAWriteFailed();
    free.acquire();
    session
        .executeAsync(statement(row))
        .whenComplete(
            (result, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
              free.release();
            });
    counters.out();
  }

  private BoundStatement statement(MetricRow row) {
    ByteBuffer id = ByteBuffer.wrap(row.series);
    if (row.name != null) {
      return series.bind(row.name, id, row.kind, row.labels);
    }
    Instant time = Instant.ofEpochMilli(row.timeMs);
    if (row.count == 0) {
      return sample.bind(id, startOf(row.timeMs, HOUR_MS), time, row.value);
    }
    return aggregate.bind(
        id,
        startOf(row.timeMs, DAY_MS),
        time,
        row.count,
        row.sum,
        row.min,
        row.max,
        row.first,
        row.last,
        row.increase,
        row.resets);
  }

  private static Instant startOf(long timeMs, long window) {
    return Instant.ofEpochMilli(Math.floorDiv(timeMs, window) * window);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    free.acquire(IN_FLIGHT);
    free.release(IN_FLIGHT);
    failIfAWriteFailed();
  }

  private void failIfAWriteFailed() throws IOException {
    Throwable problem = failure.get();
    if (problem != null) {
      throw new IOException("Cassandra refused a write: " + problem, problem);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
