package io.gyr.jobs.rollup.backfill;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.ChunkReader;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.ChunkWriter;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Chunks in Cassandra. */
public final class CassandraChunks implements StoredChunks {
  private static final int IN_FLIGHT = 64;

  private final CqlSession session;
  private final ChunkReader reader;
  private final ChunkWriter writer;
  private final List<CompletionStage<?>> begun = new ArrayList<>();

  /** Connects, and creates the tables that do not exist. */
  public CassandraChunks(JobSettings settings) {
    session = CassandraSession.open(settings.cassandraContact(), settings.cassandraDatacenter());
    ChunkTables.create(session);
    reader = new ChunkReader(session);
    writer = new ChunkWriter(session, Retentions.parse(settings.metricsRetention()));
  }

  @Override
  public Map<Long, byte[]> read(
      Resolution resolution, String metric, SeriesId series, long fromMs, long toMs)
      throws IOException, InterruptedException {
    Map<Long, byte[]> chunks = new TreeMap<>();
    reader.read(
        resolution,
        metric,
        List.of(series),
        fromMs,
        toMs,
        (id, spanStartMs, chunk) -> {
          byte[] bytes = new byte[chunk.remaining()];
          chunk.get(bytes);
          chunks.put(spanStartMs, bytes);
        });
    return chunks;
  }

  @Override
  public void write(
      Resolution resolution,
      String metric,
      SeriesId series,
      long spanStartMs,
      byte[] chunk,
      int seconds) {
    makeRoom();
    begun.add(writer.write(resolution, metric, series, spanStartMs, chunk, seconds));
  }

  @Override
  public void introduce(
      SeriesPeriod period,
      long timeMs,
      SeriesId series,
      String kind,
      Map<String, String> labels,
      int seconds) {
    makeRoom();
    long nowMs = System.currentTimeMillis();
    begun.add(writer.introduce(period, timeMs, nowMs, series, kind, labels, seconds));
  }

  /** So that one series does not ask for more than the driver has connections for. */
  private void makeRoom() {
    if (begun.size() >= IN_FLIGHT) {
      CompletionStage<?> oldest = begun.get(begun.size() - IN_FLIGHT);
      // Whether it failed is looked at by await.
      oldest.toCompletableFuture().handle((result, problem) -> problem == null).join();
    }
  }

  @Override
  public void await() throws IOException, InterruptedException {
    try {
      for (CompletionStage<?> write : begun) {
        write.toCompletableFuture().get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Cassandra refused a write: " + e.getCause(), e.getCause());
    } finally {
      begun.clear();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
