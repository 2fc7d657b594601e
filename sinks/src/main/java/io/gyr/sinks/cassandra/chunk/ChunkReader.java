package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Reads the chunks of chosen series of one metric. For any number of threads. */
public final class ChunkReader {
  /** Fewer series than this of a partition are named; of more, all from the first to the last. */
  private static final int NAMED = 32;

  private static final int IN_FLIGHT = 32;
  private static final int ROWS_PER_PAGE = 1000;

  private final CqlSession session;
  private final ChunkRun.Source source;
  private final Map<Resolution, PreparedStatement> runs;
  private final Map<Resolution, PreparedStatement> namedSeries;

  /** A reader of the tables of {@link ChunkTables}, which exist; the session stays the caller's. */
  public ChunkReader(CqlSession session) {
    this(session, ChunkRun.Source.STORE);
  }

  /** The same, which asks {@code source} first. */
  public ChunkReader(CqlSession session, ChunkRun.Source source) {
    this.session = session;
    this.source = source;
    runs = prepare(" AND series >= ? AND series <= ?");
    namedSeries = prepare(" AND series IN ?");
  }

  private Map<Resolution, PreparedStatement> prepare(String condition) {
    Map<Resolution, PreparedStatement> prepared = new EnumMap<>(Resolution.class);
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
   * Reads the chunks of all spans that touch {@code fromMs} to {@code toMs}, both inclusive.
   *
   * @throws IOException if Cassandra does not answer
   */
  public void read(
      Resolution resolution,
      String metric,
      Collection<SeriesId> series,
      long fromMs,
      long toMs,
      Visitor visitor)
      throws IOException, InterruptedException {
    begin(resolution, metric, series, fromMs, toMs).visit(visitor);
  }

  /**
   * Begins to read the same, so that something else can be done until it is there. Nothing is read
   * where the end is before the beginning.
   */
  public Reading begin(
      Resolution resolution, String metric, Collection<SeriesId> series, long fromMs, long toMs) {
    if (resolution.spanStartMs(fromMs) > toMs) {
      return new Reading(new ArrayDeque<>());
    }
    Map<Short, Wanted> byBucket = new TreeMap<>();
    Partitions partitions = Partitions.of(metric);
    for (SeriesId id : series) {
      byBucket.computeIfAbsent(partitions.bucket(id), Wanted::new).add(id);
    }
    Deque<Request> requests = new ArrayDeque<>();
    for (long span = resolution.spanStartMs(fromMs);
        span <= toMs;
        span += resolution.span().toMillis()) {
      for (Wanted wanted : byBucket.values()) {
        requests.add(new Request(wanted.key(resolution, metric, span), wanted.series));
      }
    }
    return new Reading(requests);
  }

  /** The series of one bucket. */
  private static final class Wanted {
    private final Set<SeriesId> series = new HashSet<>();
    private final short bucket;
    private long high;
    private long low;

    Wanted(short bucket) {
      this.bucket = bucket;
    }

    void add(SeriesId id) {
      if (series.add(id)) {
        high += id.high();
        low += id.low();
      }
    }

    ChunkRun.Key key(Resolution resolution, String metric, long span) {
      return new ChunkRun.Key(resolution, metric, span, bucket, series.size(), high, low);
    }
  }

  private record Request(ChunkRun.Key key, Set<SeriesId> wanted) {}

  /**
   * Chunks on their way: up to {@value #IN_FLIGHT} partitions ahead of who visits them. For one
   * thread.
   */
  public final class Reading {
    private record Sent(long spanMs, CompletableFuture<ChunkRun> run) {}

    private final Deque<Request> waiting;
    private final Deque<Sent> sent = new ArrayDeque<>();

    private Reading(Deque<Request> waiting) {
      this.waiting = waiting;
      send();
    }

    private void send() {
      while (sent.size() < IN_FLIGHT && !waiting.isEmpty()) {
        Request request = waiting.remove();
        sent.add(
            new Sent(
                request.key.spanMs(),
                source.get(request.key, () -> load(request)).toCompletableFuture()));
      }
    }

    /**
     * Hands over what comes, once.
     *
     * @throws IOException if Cassandra does not answer
     */
    public void visit(Visitor visitor) throws IOException, InterruptedException {
      for (Sent next = sent.poll(); next != null; next = sent.poll()) {
        ChunkRun run = await(next.run);
        send();
        run.visit(next.spanMs, visitor);
      }
    }
  }

  private CompletionStage<ChunkRun> load(Request request) {
    ChunkRun.Key key = request.key;
    Set<SeriesId> wanted = request.wanted;
    Instant start = Instant.ofEpochMilli(key.spanMs());
    BoundStatement statement;
    if (wanted.size() < NAMED) {
      List<ByteBuffer> ids = new ArrayList<>();
      wanted.forEach(id -> ids.add(ByteBuffer.wrap(id.bytes())));
      statement = get(namedSeries, key.resolution()).bind(start, key.bucket(), key.metric(), ids);
    } else {
      statement =
          get(runs, key.resolution())
              .bind(
                  start,
                  key.bucket(),
                  key.metric(),
                  ByteBuffer.wrap(Collections.min(wanted).bytes()),
                  ByteBuffer.wrap(Collections.max(wanted).bytes()));
    }
    ChunkRun run = new ChunkRun();
    return session
        .executeAsync(statement.setPageSize(ROWS_PER_PAGE).setIdempotent(true))
        .thenCompose(page -> collect(page, wanted, run));
  }

  private static CompletionStage<ChunkRun> collect(
      AsyncResultSet page, Set<SeriesId> wanted, ChunkRun run) {
    for (Row row : page.currentPage()) {
      ByteBuffer id = row.get(0, TypeCodecs.BLOB);
      ByteBuffer chunk = row.get(1, TypeCodecs.BLOB);
      if (id != null && chunk != null) {
        SeriesId series = new SeriesId(id.getLong(0), id.getLong(Long.BYTES));
        if (wanted.contains(series)) {
          run.add(series, chunk);
        }
      }
    }
    if (page.hasMorePages()) {
      return page.fetchNextPage().thenCompose(next -> collect(next, wanted, run));
    }
    run.complete();
    return CompletableFuture.completedStage(run);
  }

  private static PreparedStatement get(
      Map<Resolution, PreparedStatement> prepared, Resolution resolution) {
    PreparedStatement statement = prepared.get(resolution);
    if (statement == null) {
      throw new IllegalArgumentException("no table for " + resolution);
    }
    return statement;
  }

  static <T> T await(CompletionStage<T> answer) throws IOException, InterruptedException {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException("Cassandra did not answer: " + e.getCause(), e.getCause());
    }
  }
}
