package io.gyr.api.prometheus;

import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.promql.text.Durations;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
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

  /** {@code status/tsdb}: the metrics and labels with most of a day. */
  Reply tsdb(Context context, Arguments arguments) throws IOException {
    int limit = arguments.has("limit") ? arguments.limit("limit") : MOST_METRICS;
    long nowMs = clock.millis();
    long fromMs = nowMs - Duration.ofHours(1).toMillis();
    SortedMap<String, Integer> values = store.catalog().valuesByLabel(fromMs, nowMs);
    SortedMap<String, Integer> series = store.catalog().seriesByMetric(fromMs, nowMs);
    int total = series.values().stream().mapToInt(Integer::intValue).sum();
    int pairs = values.values().stream().mapToInt(Integer::intValue).sum();
    return Reply.of(
        out -> {
          out.raw("{\"headStats\":{\"numSeries\":").number(total);
          out.raw(",\"numLabelPairs\":").number(pairs).raw(",\"chunkCount\":0,\"minTime\":");
          out.number(fromMs).raw(",\"maxTime\":").number(nowMs);
          out.raw("},\"seriesCountByMetricName\":");
          TopCounts.write(out, series, limit);
          out.raw(",\"labelValueCountByLabelName\":");
          TopCounts.write(out, values, limit);
          out.raw(",\"memoryInBytesByLabelName\":[],\"seriesCountByLabelValuePair\":[]}");
        });
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
