package io.gyr.api.prometheus;

import io.gyr.api.cardinality.Dimension;
import io.gyr.api.cardinality.SeriesCount;
import io.gyr.api.cardinality.SeriesCounts;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.promql.text.Durations;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.index.LabelIndex;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients ask of the server itself. */
final class StatusRoutes {
  /** The language and the API are those of this version of Prometheus. */
  private static final String VERSION = "3.5.0";

  private static final int MOST_METRICS = 10;

  private final MetricStore store;
  private final QueryOptions options;
  private final Clock clock;
  private final Instant started;

  StatusRoutes(MetricStore store, QueryOptions options, Clock clock) {
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** {@code status/buildinfo}: Grafana goes by the version, and by there being no features. */
  Reply buildInfo(Context context, Arguments arguments) {
    return texts(
        Map.of(
            "version",
            VERSION,
            "revision",
            "gyr",
            "branch",
            "HEAD",
            "buildUser",
            "gyr",
            "buildDate",
            "",
            "goVersion",
            "java" + Runtime.version().feature()));
  }

  private static Reply texts(Map<String, String> texts) {
    return Reply.of(
        out -> {
          String before = "{";
          for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            out.raw(before).string(text.getKey()).raw(":").string(text.getValue());
            before = ",";
          }
          out.raw("}");
        });
  }

  /** {@code status/runtimeinfo}. */
  Reply runtimeInfo(Context context, Arguments arguments) {
    return Reply.of(
        out -> {
          out.raw("{\"startTime\":").string(started.toString()).raw(",\"CWD\":\"\"");
          out.raw(",\"hostname\":\"\",\"serverTime\":").string(clock.instant().toString());
          out.raw(",\"reloadConfigSuccess\":true,\"lastConfigTime\":").string(started.toString());
          out.raw(",\"corruptionCount\":0,\"goroutineCount\":").number(Thread.activeCount());
          out.raw(",\"GOMAXPROCS\":").number(Runtime.getRuntime().availableProcessors());
          out.raw(",\"GOMEMLIMIT\":").number(Runtime.getRuntime().maxMemory());
          out.raw(",\"GOGC\":\"\",\"GODEBUG\":\"\",\"storageRetention\":\"5y\"}");
        });
  }

  /** {@code status/tsdb}: the metrics and labels with most of the day (UTC). */
  Reply tsdb(Context context, Arguments arguments) {
    int limit = arguments.has("limit") ? arguments.limit("limit") : MOST_METRICS;
    long nowMs = clock.millis();
    LabelIndex index = store.catalog().day(nowMs);
    SeriesCounts metrics = SeriesCounts.of(index, List.of(), Dimension.METRIC, limit);
    SeriesCounts values = SeriesCounts.of(index, List.of(), Dimension.VALUE, limit);
    List<SeriesCount> labels =
        SeriesCounts.of(index, List.of(), Dimension.LABEL, Integer.MAX_VALUE).top();
    List<SeriesCount> longest = new ArrayList<>(labels);
    longest.sort(Comparator.comparingLong(SeriesCount::valueBytes).reversed());
    return Reply.of(
        out -> {
          out.raw("{\"headStats\":{\"numSeries\":").number(index.size());
          out.raw(",\"numLabelPairs\":").number(values.total());
          out.raw(",\"chunkCount\":0,\"minTime\":").number(SeriesPeriod.DAY.startMs(nowMs));
          out.raw(",\"maxTime\":").number(nowMs).raw("},\"seriesCountByMetricName\":");
          TopCounts.write(out, metrics.top(), SeriesCount::series);
          out.raw(",\"labelValueCountByLabelName\":");
          TopCounts.write(out, first(labels, limit), SeriesCount::values);
          out.raw(",\"memoryInBytesByLabelName\":");
          TopCounts.write(out, first(longest, limit), SeriesCount::valueBytes);
          out.raw(",\"seriesCountByLabelValuePair\":");
          TopCounts.write(out, values.top(), SeriesCount::series);
          out.raw("}");
        });
  }

  private static List<SeriesCount> first(List<SeriesCount> counts, int limit) {
    return counts.subList(0, Math.min(limit, counts.size()));
  }

  /** {@code status/flags}. */
  Reply flags(Context context, Arguments arguments) {
    return texts(
        Map.of(
            "query.timeout",
            Durations.format(options.limits().timeout().toMillis()),
            "query.max-samples",
            Long.toString(options.limits().samples()),
            "query.max-concurrency",
            Integer.toString(options.maxConcurrent()),
            "query.lookback-delta",
            Durations.format(options.engine().lookbackMs()),
            "enable-feature",
            String.join(",", options.features()),
            "storage.tsdb.retention.time",
            "5y"));
  }

  /** {@code status/config}: rules and targets are configured elsewhere. */
  Reply config(Context context, Arguments arguments) {
    return texts(Map.of("yaml", "global:\n  scrape_interval: 10s\n"));
  }
}
