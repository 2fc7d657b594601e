package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.gyr.sinks.cassandra.chunk.PartitionBatch.Partition;
import io.gyr.timeseries.SeriesId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Writes chunks and says which series there are. A chunk takes the place of the one that was
 * written before for its series and span. For any number of threads.
 */
public final class ChunkWriter {
  private final CqlSession session;
  private final Retentions retentions;
  private final Map<Resolution, PreparedStatement> chunks = new EnumMap<>(Resolution.class);
  private final Map<SeriesPeriod, PreparedStatement> series = new EnumMap<>(SeriesPeriod.class);

  /** A writer to the tables of {@link ChunkTables}, which exist; the session stays the caller's. */
  public ChunkWriter(CqlSession session, Retentions retentions) {
    this.session = session;
    this.retentions = retentions;
    for (Resolution resolution : Resolution.values()) {
      chunks.put(
          resolution,
          session.prepare(
              "INSERT INTO gyr."
                  + resolution.table()
                  + " (span, bucket, metric, series, chunk) VALUES (?, ?, ?, ?, ?) USING TTL ?"));
    }
    for (SeriesPeriod period : SeriesPeriod.values()) {
      series.put(
          period,
          session.prepare(
              "INSERT INTO gyr."
                  + period.table()
                  + " (period, shard, introduced, series, kind, labels)"
                  + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?"));
    }
  }

  /**
   * Writes one chunk; the stage ends when Cassandra has it.
   *
   * @param spanStartMs start of a span of {@code resolution}
   */
  public CompletionStage<?> write(
      Resolution resolution, String metric, SeriesId id, long spanStartMs, byte[] chunk) {
    int seconds = retentions.seconds(metric, resolution);
    return write(resolution, metric, id, spanStartMs, chunk, seconds);
  }

  /**
   * The same for a chunk that stays {@code seconds}, at least 1.
   *
   * @see Retentions#secondsLeft
   */
  public CompletionStage<?> write(
      Resolution resolution,
      String metric,
      SeriesId id,
      long spanStartMs,
      byte[] chunk,
      int seconds) {
    short bucket = Partitions.of(metric).bucket(id);
    return session.executeAsync(
        statement(new Partition(resolution, spanStartMs, bucket), metric, id, chunk, seconds));
  }

  /** Writes chunks of one partition; the stage ends when Cassandra has all of them. */
  CompletionStage<?> write(PartitionBatch batch) {
    Partition partition = batch.partition();
    BatchStatementBuilder statements = BatchStatement.builder(BatchType.UNLOGGED);
    batch
        .chunks()
        .forEach(
            (id, chunk) -> {
              int seconds = retentions.seconds(chunk.metric(), partition.resolution());
              statements.addStatement(
                  statement(partition, chunk.metric(), id, chunk.bytes(), seconds));
            });
    return session.executeAsync(statements.build());
  }

  private BoundStatement statement(
      Partition partition, String metric, SeriesId id, byte[] chunk, int seconds) {
    PreparedStatement statement = chunks.get(partition.resolution());
    if (statement == null) {
      throw new IllegalArgumentException("no table for " + partition.resolution());
    }
    return statement.bind(
        Instant.ofEpochMilli(partition.spanStartMs()),
        partition.bucket(),
        metric,
        ByteBuffer.wrap(id.bytes()),
        ByteBuffer.wrap(chunk),
        seconds);
  }

  /**
   * Says that a series had samples in a period. To say it again does no harm.
   *
   * @param timeMs any time in the period
   * @param introducedMs by the writer's clock: readers look for rows that are newer than what they
   *     know
   * @param kind Prometheus type in lower case
   * @param labels with {@code __name__}
   */
  public CompletionStage<?> introduce(
      SeriesPeriod period,
      long timeMs,
      long introducedMs,
      SeriesId id,
      String kind,
      Map<String, String> labels) {
    int seconds = (int) period.retention().toSeconds();
    return introduce(period, timeMs, introducedMs, id, kind, labels, seconds);
  }

  /**
   * The same for a row that stays {@code seconds}, at least 1.
   *
   * @see SeriesPeriod#secondsLeft
   */
  public CompletionStage<?> introduce(
      SeriesPeriod period,
      long timeMs,
      long introducedMs,
      SeriesId id,
      String kind,
      Map<String, String> labels,
      int seconds) {
    PreparedStatement statement = series.get(period);
    if (statement == null) {
      throw new IllegalArgumentException("no table for " + period);
    }
    return session.executeAsync(
        statement.bind(
            Instant.ofEpochMilli(period.startMs(timeMs)),
            SeriesReader.shard(id),
            Instant.ofEpochMilli(introducedMs),
            ByteBuffer.wrap(id.bytes()),
            kind,
            labels,
            seconds));
  }
}
