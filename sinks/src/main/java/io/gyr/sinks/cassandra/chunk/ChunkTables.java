package io.gyr.sinks.cassandra.chunk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The tables of this package. */
public final class ChunkTables {
  private static final Duration DDL_TIMEOUT = Duration.ofSeconds(30);

  private ChunkTables() {}

  /** The statements that create what does not exist. */
  static List<String> definitions() {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE KEYSPACE IF NOT EXISTS gyr WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
    for (Resolution resolution : Resolution.values()) {
      statements.add(
          "CREATE TABLE IF NOT EXISTS gyr."
              + resolution.table()
              + " (span timestamp, bucket smallint, metric text, series blob, chunk blob,"
              + " PRIMARY KEY ((span, bucket), metric, series)) WITH compaction = "
              + resolution.compaction()
              // Ids of the same hosts and times of the same scrapes repeat within 64 KiB.
              + " AND compression = {'class': 'ZstdCompressor', 'chunk_length_in_kb': 64}"
              + " AND default_time_to_live = "
              + resolution.retention().toSeconds()
              + " AND gc_grace_seconds = 3600");
    }
    for (SeriesPeriod period : SeriesPeriod.values()) {
      statements.add(
          "CREATE TABLE IF NOT EXISTS gyr."
              + period.table()
              + " (period timestamp, shard smallint, introduced timestamp, series blob, kind text,"
              + " labels frozen<map<text, text>>, PRIMARY KEY ((period, shard), introduced, series))"
              + " WITH compaction = {'class': 'TimeWindowCompactionStrategy',"
              + " 'compaction_window_size': '"
              + period.length().toDays()
              + "', 'compaction_window_unit': 'DAYS'}"
              + " AND compression = {'class': 'ZstdCompressor', 'chunk_length_in_kb': 64}"
              + " AND default_time_to_live = "
              + period.retention().toSeconds()
              + " AND gc_grace_seconds = 3600");
    }
    return statements;
  }

  /** Creates what does not exist. */
  public static void create(CqlSession session) {
    for (String definition : definitions()) {
      session.execute(SimpleStatement.newInstance(definition).setTimeout(DDL_TIMEOUT));
    }
  }
}
