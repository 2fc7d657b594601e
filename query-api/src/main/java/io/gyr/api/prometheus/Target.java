package io.gyr.api.prometheus;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SampleBits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What metrics come from, as the samples of one of its series show it.
 *
 * @param labels those of the series without its name
 * @param lastMs time of the newest sample, milliseconds since 1970
 * @param intervalMs between the two newest samples, 0 if there is one only
 * @param problem why it is down, empty if it is up
 */
record Target(Labels labels, long lastMs, long intervalMs, String problem) {
  /** Who sends no sample for so long is down. Samples can be read a minute after they came. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String UP = "up";

  /** The target of a series; null if it has no samples or was ended by a stale marker. */
  static @Nullable Target of(RawSeries series, long nowMs) {
    int last = series.size() - 1;
    while (last >= 0 && series.times()[last] > nowMs) {
      last--;
    }
    if (last < 0 || SampleBits.isStale(series.values()[last])) {
      return null;
    }
    long lastMs = series.times()[last];
    long intervalMs = last == 0 ? 0 : lastMs - series.times()[last - 1];
    String problem = "";
    if (nowMs - lastMs > PATIENCE.toMillis()) {
      problem = "no samples since " + Instant.ofEpochMilli(lastMs);
    } else if (series.labels().metricName().equals(UP) && series.values()[last] == 0) {
      problem = "its scraper could not read it: up is 0";
    }
    return new Target(series.labels().withoutMetadata(), lastMs, intervalMs, problem);
  }

  /** Scrape pools are jobs here. */
  String pool() {
    return labels.get("job");
  }

  /** What was scraped, as host and port or the name of an agent's host. */
  String instance() {
    return labels.get("instance");
  }
}
