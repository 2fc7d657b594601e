package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.index.LabelIndex;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a {@link LabelIndex} of the series of one period: each {@link #refresh} adds what was
 * introduced since the one before. One thread refreshes; the index is for all.
 */
public final class SeriesReader {
  private static final int SHARDS = 32;
  private static final int ROWS_PER_PAGE = 5000;

  /** How far clocks of writers may be apart, and a write may take. */
  private static final long OVERLAP_MS = 120_000;

  private final CqlSession session;
  private final PreparedStatement select;
  private final Instant period;
  private final LabelIndex index = new LabelIndex();
  private final Map<String, String> types = new ConcurrentHashMap<>();
  private long knownMs;

  /**
   * A reader of one period; its index is empty until the first refresh.
   *
   * @param timeMs any time in the period
   */
  public SeriesReader(CqlSession session, SeriesPeriod period, long timeMs) {
    this.session = session;
    this.period = Instant.ofEpochMilli(period.startMs(timeMs));
    select =
        session.prepare(
            "SELECT series, labels, introduced, kind FROM gyr."
                + period.table()
                + " WHERE period = ? AND shard = ? AND introduced >= ?");
  }

  /** Part of a period's table that a series is in. */
  static short shard(SeriesId id) {
    return (short) (id.low() >>> Long.SIZE - 5);
  }

  /** The series that are known. */
  public LabelIndex index() {
    return index;
  }

  /**
   * Prometheus's types of the metrics, in lower case, by name; grows. For any number of threads.
   */
  public Map<String, String> types() {
    return types;
  }

  /**
   * Adds the series that were introduced since the last time.
   *
   * @throws java.io.IOException if Cassandra does not answer; what was read is in the index, and
   *     the next time the same is read again
   */
  public void refresh() throws java.io.IOException, InterruptedException {
    Instant since = Instant.ofEpochMilli(knownMs - OVERLAP_MS);
    List<CompletionStage<AsyncResultSet>> answers = new ArrayList<>();
    for (short shard = 0; shard < SHARDS; shard++) {
      answers.add(
          session.executeAsync(
              select.bind(period, shard, since).setPageSize(ROWS_PER_PAGE).setIdempotent(true)));
    }
    long newestMs = knownMs;
    for (CompletionStage<AsyncResultSet> answer : answers) {
      AsyncResultSet page = ChunkReader.await(answer);
      while (true) {
        for (Row row : page.currentPage()) {
          newestMs = Math.max(newestMs, add(row));
        }
        if (!page.hasMorePages()) {
          break;
        }
        page = ChunkReader.await(page.fetchNextPage());
      }
    }
    knownMs = newestMs;
  }

  private long add(Row row) {
    ByteBuffer id = row.get(0, TypeCodecs.BLOB);
    Map<String, String> labels = row.getMap(1, String.class, String.class);
    Instant introduced = row.getInstant(2);
    if (id == null || labels == null || introduced == null) {
      return 0;
    }
    index.add(new SeriesId(id.getLong(0), id.getLong(Long.BYTES)), labels);
    String metric = labels.get("__name__");
    String kind = row.getString(3);
    if (metric != null && kind != null) {
      types.put(metric, kind);
    }
    return introduced.toEpochMilli();
  }
}
