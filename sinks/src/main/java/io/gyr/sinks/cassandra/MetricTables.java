package io.gyr.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.List;

/**
 * The tables of metrics. A partition of samples holds one series and one hour (360 rows at full
 * resolution), one of one-minute aggregates one series and one day (1,440 rows): bounded, and what
 * a query reads of a series lies together. Time-window compaction drops whole files when their time
 * is over.
 */
public final class MetricTables {
  /** Keyspace of everything that Gyr keeps in Cassandra. */
  public static final String KEYSPACE = "gyr";

  /** How long samples stay at full resolution. */
  public static final Duration FULL_RESOLUTION = Duration.ofHours(6);

  /** How long one-minute aggregates stay. */
  public static final Duration ONE_MINUTE = Duration.ofDays(2);

  private static final Duration DDL_TIMEOUT = Duration.ofSeconds(30);

  private MetricTables() {}

  /** The statements that create what does not exist. */
  static List<String> definitions() {
    return List.of(
        "CREATE KEYSPACE IF NOT EXISTS gyr WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}",
        "CREATE TABLE IF NOT EXISTS gyr.samples ("
            + "series blob, hour timestamp, time timestamp, value double,"
            + " PRIMARY KEY ((series, hour), time))"
            + options("1", "HOURS", FULL_RESOLUTION)
            + " AND comment = 'Samples at full resolution'",
        "CREATE TABLE IF NOT EXISTS gyr.rollup_1m ("
            + "series blob, day timestamp, time timestamp, count bigint, sum double, min double,"
            + " max double, first double, last double, increase double, resets int,"
            + " PRIMARY KEY ((series, day), time))"
            + options("8", "HOURS", ONE_MINUTE)
            + " AND comment = 'One-minute aggregates; time is the start of the minute'",
        "CREATE TABLE IF NOT EXISTS gyr.series ("
            + "name text, series blob, kind text, labels frozen<map<text, text>>,"
            + " PRIMARY KEY (name, series))"
            + " WITH comment = 'Labels of each series; the row lives as long as its aggregates'"
            + " AND default_time_to_live = "
            + ONE_MINUTE.toSeconds());
  }

  private static String options(String window, String unit, Duration life) {
    return " WITH CLUSTERING ORDER BY (time ASC)"
        + " AND compaction = {'class': 'TimeWindowCompactionStrategy',"
        + " 'compaction_window_size': '"
        + window
        + "', 'compaction_window_unit': '"
        + unit
        + "'} AND default_time_to_live = "
        + life.toSeconds()
        + " AND gc_grace_seconds = 3600";
  }

  /** Creates what does not exist. */
  public static void create(CqlSession session) {
    for (String definition : definitions()) {
      session.execute(
          com.datastax.oss.driver.api.core.cql.SimpleStatement.newInstance(definition)
              .setTimeout(DDL_TIMEOUT));
    }
  }
}
