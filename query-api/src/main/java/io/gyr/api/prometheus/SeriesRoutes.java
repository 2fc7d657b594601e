package io.gyr.api.prometheus;

import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.prometheus.json.ValueJson;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.text.Quoted;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Which series, labels and metrics there are. */
final class SeriesRoutes {
  /** How far back is looked where no start is given: all of the store would be five years. */
  private static final long DEFAULT_MS = Duration.ofDays(1).toMillis();

  private final MetricStore store;
  private final MetricMetadata metadata;
  private final QueryOptions options;
  private final Clock clock;

  SeriesRoutes(MetricStore store, MetricMetadata metadata, QueryOptions options, Clock clock) {
    this.store = store;
    this.metadata = metadata;
    this.options = options;
    this.clock = clock;
  }

  /** A range of time; its end may be far in the future. */
  private record Range(long fromMs, long toMs) {}

  private Range range(Arguments arguments) {
    long nowMs = clock.millis();
    long endMs = arguments.time("end", nowMs);
    long startMs = arguments.time("start", Math.min(endMs, nowMs) - DEFAULT_MS);
    if (endMs < startMs) {
      throw Problem.badData("invalid parameter \"end\": end timestamp must not be before start");
    }
    return new Range(startMs, endMs);
  }

  /** {@code labels}. */
  Reply names(Context context, Arguments arguments) {
    int limit = arguments.limit("limit");
    Range range = range(arguments);
    List<List<Matcher>> selectors = arguments.selectors();
    SortedSet<String> names = store.catalog().labelNames(selectors, range.fromMs, range.toMs);
    return Reply.of(names, names.size(), limit);
  }

  /** {@code label/NAME/values}. */
  Reply values(Context context, Arguments arguments) {
    String name = unescaped(context.pathParam("name"));
    if (name.isEmpty()) {
      throw Problem.badData("invalid label name: " + Quoted.of(name));
    }
    int limit = arguments.limit("limit");
    Range range = range(arguments);
    List<List<Matcher>> selectors = arguments.selectors();
    // One more shows that there are more.
    int most = limit == Integer.MAX_VALUE ? limit : limit + 1;
    SortedSet<String> values =
        store.catalog().labelValues(name, selectors, range.fromMs, range.toMs, most);
    return Reply.of(values, values.size(), limit);
  }

  /**
   * {@code U__} before a name says that {@code _2e_} stands for a point (escaping of UTF-8 names).
   */
  private static String unescaped(String name) {
    if (!name.startsWith("U__")) {
      return name;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 3; i < name.length(); i++) {
      int end = name.indexOf('_', i + 1);
      if (name.charAt(i) != '_') {
        text.append(name.charAt(i));
      } else if (end == i + 1) {
        text.append('_');
        i++;
      } else {
        try {
          text.appendCodePoint(Integer.parseInt(name.substring(i + 1, end), 16));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
          return name;
        }
        i = end;
      }
    }
    return text.toString();
  }

  /** {@code series}. */
  Reply series(Context context, Arguments arguments) {
    int limit = arguments.limit("limit");
    List<List<Matcher>> selectors = arguments.selectors();
    if (selectors.isEmpty()) {
      throw Problem.badData("no match[] parameter provided");
    }
    Range range = range(arguments);
    Collection<Labels> series =
        store
            .catalog()
            .series(selectors, range.fromMs, range.toMs, (int) options.limits().series());
    Reply.Data data =
        out -> {
          int left = limit;
          String before = "[";
          for (Labels labels : series) {
            if (left-- == 0) {
              break;
            }
            ValueJson.labels(out.raw(before), labels);
            before = ",";
          }
          out.raw(series.isEmpty() ? "[]" : "]");
        };
    List<String> warnings = series.size() > limit ? List.of(Reply.TRUNCATED) : List.of();
    return new Reply(data, warnings, List.of());
  }

  /** {@code metadata}: of each family one, so there is nothing to limit within a metric. */
  Reply metadata(Context context, Arguments arguments) {
    int limit = arguments.most("limit");
    arguments.most("limit_per_metric");
    String metric = arguments.text("metric");
    Range range = range(arguments);
    List<MetricFamily> shown =
        metadata.all(range.fromMs, range.toMs).values().stream()
            .filter(family -> metric.isEmpty() || metric.equals(family.name()))
            .limit(limit)
            .toList();
    return Reply.of(
        out -> {
          String before = "{";
          for (MetricFamily family : shown) {
            FamilyJson.write(out.raw(before).string(family.name()).raw(":[{"), family);
            out.raw("}]");
            before = ",";
          }
          out.raw(shown.isEmpty() ? "{}" : "}");
        });
  }
}
