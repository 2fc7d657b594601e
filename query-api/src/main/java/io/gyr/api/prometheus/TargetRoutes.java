package io.gyr.api.prometheus;

import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.prometheus.json.JsonOutput;
import io.gyr.api.prometheus.json.ValueJson;
import io.gyr.api.prometheus.store.MetricSource;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.text.Durations;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where metrics come from. Gyr scrapes nothing itself, so what there is shows in the samples: each
 * agent by a series of its own, and each target of a Prometheus that writes here by its {@code up}.
 * Who has not sent anything for an hour is not listed.
 */
final class TargetRoutes {
  private static final Duration SINCE = Duration.ofHours(1);

  /** One such series for each target. */
  private static final String SIGNS = "up|gyr_agent_queue_records";

  private final MetricStore store;
  private final MetricMetadata metadata;
  private final QueryOptions options;
  private final Clock clock;

  TargetRoutes(MetricStore store, MetricMetadata metadata, QueryOptions options, Clock clock) {
    this.store = store;
    this.metadata = metadata;
    this.options = options;
    this.clock = clock;
  }

  /** {@code targets}. */
  Reply targets(Context context, Arguments arguments) {
    String state = arguments.text("state");
    String pool = arguments.text("scrapePool");
    boolean active = state.isEmpty() || state.equals("any") || state.equals("active");
    List<Target> shown = new ArrayList<>();
    for (Target target : active ? all() : List.<Target>of()) {
      if (pool.isEmpty() || pool.equals(target.pool())) {
        shown.add(target);
      }
    }
    return Reply.of(
        out -> {
          String before = "{\"activeTargets\":[";
          for (Target target : shown) {
            write(out.raw(before), target);
            before = ",";
          }
          out.raw(shown.isEmpty() ? before : "");
          out.raw("],\"droppedTargets\":[],\"droppedTargetCounts\":{}}");
        });
  }

  private static void write(JsonOutput out, Target target) throws IOException {
    String interval = Durations.format(target.intervalMs());
    ValueJson.labels(out.raw("{\"discoveredLabels\":{},\"labels\":"), target.labels());
    out.raw(",\"scrapePool\":").string(target.pool());
    out.raw(",\"scrapeUrl\":\"\",\"globalUrl\":\"\",\"lastError\":").string(target.problem());
    out.raw(",\"lastScrape\":").string(Instant.ofEpochMilli(target.lastMs()).toString());
    out.raw(",\"lastScrapeDuration\":0,\"health\":");
    out.string(target.problem().isEmpty() ? "up" : "down");
    out.raw(",\"scrapeInterval\":").string(interval);
    out.raw(",\"scrapeTimeout\":").string(interval).raw("}");
  }

  /** {@code scrape_pools}. */
  Reply pools(Context context, Arguments arguments) {
    SortedSet<String> pools = new TreeSet<>();
    all().forEach(target -> pools.add(target.pool()));
    return Reply.of(
        out -> {
          String before = "{\"scrapePools\":[";
          for (String pool : pools) {
            out.raw(before).string(pool);
            before = ",";
          }
          out.raw(pools.isEmpty() ? before : "").raw("]}");
        });
  }

  /** What one target says of one metric. */
  private record Told(Target target, MetricFamily family) {}

  /** {@code targets/metadata}. */
  Reply metadata(Context context, Arguments arguments) {
    int limit = arguments.most("limit");
    String metric = arguments.text("metric");
    List<Matcher> matchers = arguments.selector("match_target");
    long nowMs = clock.millis();
    Map<String, String> types = store.catalog().types(nowMs - SINCE.toMillis(), nowMs);
    List<Told> told = new ArrayList<>();
    for (Target target : all()) {
      if (matchers.stream().allMatch(m -> m.matches(target.labels().get(m.name())))) {
        for (MetricFamily family : metadata.of(metricsOf(target, nowMs), types).values()) {
          if (told.size() < limit && (metric.isEmpty() || metric.equals(family.name()))) {
            told.add(new Told(target, family));
          }
        }
      }
    }
    if (told.isEmpty() && !metric.isEmpty()) {
      throw new Problem(Problem.Type.NOT_FOUND, "specified metadata not found");
    }
    return Reply.of(
        out -> {
          String before = "[";
          for (Told each : told) {
            ValueJson.labels(out.raw(before).raw("{\"target\":"), each.target.labels());
            if (metric.isEmpty()) {
              out.raw(",\"metric\":").string(each.family.name());
            }
            FamilyJson.write(out.raw(","), each.family);
            out.raw("}");
            before = ",";
          }
          out.raw(told.isEmpty() ? "[]" : "]");
        });
  }

  private SortedSet<String> metricsOf(Target target, long nowMs) {
    List<Matcher> ofTarget =
        List.of(
            new Matcher(MatchType.EQUAL, "job", target.pool()),
            new Matcher(MatchType.EQUAL, "instance", target.instance()));
    return store
        .catalog()
        .labelValues(
            "__name__",
            List.of(ofTarget),
            nowMs - SINCE.toMillis(),
            nowMs,
            (int) options.limits().series());
  }

  private List<Target> all() {
    long nowMs = clock.millis();
    MetricSource source = store.source((int) options.limits().series());
    List<Target> targets = new ArrayList<>();
    try (SeriesIterator found =
        source.select(
            List.of(new Matcher(MatchType.REGEX, "__name__", SIGNS)),
            nowMs - SINCE.toMillis(),
            nowMs,
            new SelectHints(0, 0, "", nowMs))) {
      for (RawSeries series = found.next(); series != null; series = found.next()) {
        Target target = Target.of(series, nowMs);
        if (target != null) {
          targets.add(target);
        }
      }
    }
    targets.sort(Comparator.comparing(Target::pool).thenComparing(Target::labels));
    return targets;
  }
}
