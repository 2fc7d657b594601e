package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.PartitionBatch.Partition;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the chunks of a partition for up to {@value #WAIT_MS} ms, so that they are one write. Up
 * to {@value #IN_FLIGHT} writes at once; a flush waits for all. The first that fails after the
 * driver's own retries fails the task, and Flink starts it again from its checkpoint: all writes
 * are idempotent.
 */
final class ChunkSinkWriter implements SinkWriter<ChunkRow> {
  private static final int IN_FLIGHT = 64;
  private static final long WAIT_MS = 1_000;

  /**
   * Cassandra refuses a write of more than half a segment of its commit log, 8 MiB with the
   * smallest that is in use, and would again after each restart.
   */
  private static final int MOST_CHUNK_BYTES = 6 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ChunkSinkWriter.class);

  /** Most partitions that chunks are collected of. */
  private static final int MOST_OPEN = 1_024;

  private final CqlSession session;
  private final ChunkWriter writer;
  private final StageCounters counters;
  private final ProcessingTimeService timers;
  private final Map<Partition, PartitionBatch> open = new LinkedHashMap<>();
  private boolean waiting;
  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ChunkSinkWriter(JobSettings settings, WriterInitContext context) {
    session = CassandraSession.open(settings.cassandraContact(), settings.cassandraDatacenter());
    ChunkTables.create(session);
    writer = new ChunkWriter(session, Retentions.parse(settings.metricsRetention()));
    counters = new StageCounters(context.metricGroup(), ChunkSink.STAGE);
    timers = context.getProcessingTimeService();
  }

  @Override
  public void write(ChunkRow row, Context context) throws IOException, InterruptedException {
    counters.in();
    failIfAWriteFailed();
    ByteBuffer bytes = ByteBuffer.wrap(row.series);
    SeriesId id = new SeriesId(bytes.getLong(), bytes.getLong());
    if (row.chunk.length > MOST_CHUNK_BYTES) {
      LOG.warn(
          "A chunk of {} from {} on, {} bytes of native histograms, is not written: at most {}; use"
              + " fewer buckets or scrape less often",
          row.metric,
          Instant.ofEpochMilli(row.timeMs),
          row.chunk.length,
          MOST_CHUNK_BYTES);
      counters.dropped("chunk_too_large");
      return;
    }
    if (row.introduces) {
      SeriesPeriod period = SeriesPeriod.valueOf(row.table);
      long nowMs = System.currentTimeMillis();
      start(() -> writer.introduce(period, row.timeMs, nowMs, id, row.kind, row.labels));
    } else {
      collect(row, id);
    }
    counters.out();
  }

  private void collect(ChunkRow row, SeriesId id) throws InterruptedException {
    Partition partition =
        new Partition(
            Resolution.valueOf(row.table), row.timeMs, Partitions.of(row.metric).bucket(id));
    if (!waiting) {
      timers.registerTimer(timers.getCurrentProcessingTime() + WAIT_MS, time -> waited());
      waiting = true;
    }
    PartitionBatch batch = open.computeIfAbsent(partition, PartitionBatch::new);
    batch.put(id, new PartitionBatch.Chunk(row.metric, row.chunk));
    if (batch.isFull()) {
      open.remove(partition);
      start(() -> writer.write(batch));
    } else if (open.size() > MOST_OPEN) {
      writeAll();
    }
  }

  private void waited() throws InterruptedException {
    waiting = false;
    writeAll();
  }

  private void writeAll() throws InterruptedException {
    for (PartitionBatch batch : open.values()) {
      start(() -> writer.write(batch));
    }
    open.clear();
  }

  private void start(Supplier<CompletionStage<?>> write) throws InterruptedException {
    free.acquire();
    write
        .get()
        .whenComplete(
            (result, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
              free.release();
            });
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writeAll();
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
