package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
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
final class ChunkSinkWriter implements SinkWriter<ChunkRow> {
  private static final int IN_FLIGHT = 256;

  private final CqlSession session;
  private final ChunkWriter writer;
  private final StageCounters counters;
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ChunkSinkWriter(JobSettings settings, WriterInitContext context) {
    session = CassandraSession.open(settings.cassandraContact(), settings.cassandraDatacenter());
    ChunkTables.create(session);
    writer = new ChunkWriter(session, Retentions.parse(settings.metricsRetention()));
    counters = new StageCounters(context.metricGroup(), ChunkSink.STAGE);
  }

  @Override
  public void write(ChunkRow row, Context context) throws IOException, InterruptedException {
    counters.in();
    failIfAWriteFailed();
    free.acquire();
    start(row)
        .whenComplete(
            (result, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
              free.release();
            });
    counters.out();
  }

  private CompletionStage<?> start(ChunkRow row) {
    ByteBuffer bytes = ByteBuffer.wrap(row.series);
    SeriesId id = new SeriesId(bytes.getLong(), bytes.getLong());
    if (row.introduces) {
      return writer.introduce(
          SeriesPeriod.valueOf(row.table),
          row.timeMs,
          System.currentTimeMillis(),
          id,
          row.kind,
          row.labels);
    }
    return writer.write(Resolution.valueOf(row.table), row.metric, id, row.timeMs, row.chunk);
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
