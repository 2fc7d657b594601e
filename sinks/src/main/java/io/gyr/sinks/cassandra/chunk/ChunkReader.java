package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.gyr.timeseries.SeriesId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of chosen series of one metric. For any number of threads. */
public final class ChunkReader {
  /** Fewer series than this of a partition are named; of more, all from the first to the last. */
  private static final int NAMED = 32;

  private static final int IN_FLIGHT = 16;
  private static final int ROWS_PER_PAGE = 1000;

  /** As Cassandra sorts them. */
  private static final Comparator<SeriesId> ORDER =
      (a, b) ->
          a.high() == b.high()
              ? Long.compareUnsigned(a.low(), b.low())
              : Long.compareUnsigned(a.high(), b.high());

  private final CqlSession session;
  private final Map<Resolution, PreparedStatement> runs;
  private final Map<Resolution, PreparedStatement> namedSeries;

  /** A reader of the tables of {@link ChunkTables}, which exist; the session stays the caller's. */
  public ChunkReader(CqlSession session) {
    this.session = session;
    runs = prepare(" AND series >= ? AND series <= ?");
    namedSeries = prepare(" AND series IN ?");
  }

  private Map<Resolution, PreparedStatement> prepare(String condition) {
    Map<Resolution, PreparedStatement> prepared = new TreeMap<>();
    for (Resolution resolution : Resolution.values()) {
      prepared.put(
          resolution,
          session.prepare(
              "SELECT series, chunk FROM gyr."
                  + resolution.table()
                  + " WHERE span = ? AND bucket = ? AND metric = ?"
                  + condition));
    }
    return prepared;
  }

  /** Takes the chunks that are found. */
  public interface Visitor {
    /**
     * A chunk; those of one series come in the order of their spans.
     *
     * @param chunk only until the call returns
     */
    void visit(SeriesId series, long spanStartMs, ByteBuffer chunk);
  }

  /**
   * Reads the chunks of all spans that touch {@code fromMs} to {@code toMs}, both inclusive, ahead
   * of the visitor but never more than {@value #IN_FLIGHT} partitions.
   *
   * @throws java.io.IOException if Cassandra does not answer
   */
  public void read(
      Resolution resolution,
      String metric,
      Collection<SeriesId> series,
      long fromMs,
      long toMs,
      Visitor visitor)
      throws java.io.IOException, InterruptedException {
    Map<Short, Set<SeriesId>> byBucket = new TreeMap<>();
    for (SeriesId id : series) {
      byBucket.computeIfAbsent(Partitions.bucket(metric, id), bucket -> new HashSet<>()).add(id);
    }
    Deque<Request> requests = new ArrayDeque<>();
    for (long span = resolution.spanStartMs(fromMs);
        span <= toMs;
        span += resolution.span().toMillis()) {
      for (Map.Entry<Short, Set<SeriesId>> bucket : byBucket.entrySet()) {
        if (requests.size() == IN_FLIGHT) {
          requests.removeFirst().visit(visitor);
        }
        requests.add(request(resolution, metric, span, bucket.getKey(), bucket.getValue()));
      }
    }
    for (Request request : requests) {
      request.visit(visitor);
    }
  }

  private Request request(
      Resolution resolution, String metric, long span, short bucket, Set<SeriesId> wanted) {
    Instant start = Instant.ofEpochMilli(span);
    BoundStatement statement;
    Set<SeriesId> filter = null;
    if (wanted.size() < NAMED) {
      List<ByteBuffer> ids = new ArrayList<>();
      wanted.forEach(id -> ids.add(ByteBuffer.wrap(id.bytes())));
      statement = get(namedSeries, resolution).bind(start, bucket, metric, ids);
    } else {
      statement =
          get(runs, resolution)
              .bind(
                  start,
                  bucket,
                  metric,
                  ByteBuffer.wrap(Collections.min(wanted, ORDER).bytes()),
                  ByteBuffer.wrap(Collections.max(wanted, ORDER).bytes()));
      filter = wanted;
    }
    Statement<?> paged = statement.setPageSize(ROWS_PER_PAGE).setIdempotent(true);
    return new Request(span, filter, session.executeAsync(paged));
  }

  private static PreparedStatement get(
      Map<Resolution, PreparedStatement> prepared, Resolution resolution) {
    PreparedStatement statement = prepared.get(resolution);
    if (statement == null) {
      throw new IllegalArgumentException("no table for " + resolution);
    }
    return statement;
  }

  /** One partition of one span on its way; without a filter all its rows are wanted. */
  private record Request(
      long spanStartMs, @Nullable Set<SeriesId> filter, CompletionStage<AsyncResultSet> answer) {

    void visit(Visitor visitor) throws java.io.IOException, InterruptedException {
      AsyncResultSet page = await(answer);
      while (true) {
        for (Row row : page.currentPage()) {
          visit(row, visitor);
        }
        if (!page.hasMorePages()) {
          return;
        }
        page = await(page.fetchNextPage());
      }
    }

    private void visit(Row row, Visitor visitor) {
      ByteBuffer id = row.get(0, TypeCodecs.BLOB);
      ByteBuffer chunk = row.get(1, TypeCodecs.BLOB);
      if (id == null || chunk == null) {
        return;
      }
      SeriesId series = new SeriesId(id.getLong(0), id.getLong(Long.BYTES));
      if (filter == null || filter.contains(series)) {
        visitor.visit(series, spanStartMs, chunk);
      }
    }
  }

  static AsyncResultSet await(CompletionStage<AsyncResultSet> answer)
      throws java.io.IOException, InterruptedException {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new java.io.IOException("Cassandra did not answer: " + e.getCause(), e.getCause());
    }
  }
}
