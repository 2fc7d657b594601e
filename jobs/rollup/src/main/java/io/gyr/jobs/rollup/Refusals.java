package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Counts the series that a limit has refused ({@code gyr_series_refused_total}; one that goes on is
 * counted again each hour), and names one a minute of each limit in the dead letters. For one
 * thread.
 */
final class Refusals {
  /** Why samples were dropped, and what the dead letters say. */
  static final String REASON = "too_many_series";

  private static final long NAMED_EVERY_NS = 60_000_000_000L;
  private static final int LONGEST_LABELS = 2_000;

  private final JobSettings settings;
  private final SeriesLimits limitsInForce;
  private final MetricGroup metrics;
  private final Map<SeriesLimits.Limit, OfLimit> limits = new EnumMap<>(SeriesLimits.Limit.class);
  private @Nullable DeadLetters deadLetters;

  private static final class OfLimit {
    final org.apache.flink.metrics.Counter refused;
    long namedNs;
    long sinceNamed;

    OfLimit(org.apache.flink.metrics.Counter refused) {
      this.refused = refused;
      this.namedNs = System.nanoTime() - NAMED_EVERY_NS;
    }
  }

  Refusals(JobSettings settings, SeriesLimits limitsInForce, MetricGroup metrics) {
    this.settings = settings;
    this.limitsInForce = limitsInForce;
    this.metrics = metrics;
  }

  /** A series was refused. */
  void add(SeriesLimits.Limit limit, Introduction series, Consumer<RawRecord> letters) {
    OfLimit ofLimit = limits.computeIfAbsent(limit, this::ofLimit);
    ofLimit.refused.inc();
    ofLimit.sinceNamed++;
    if (System.nanoTime() - ofLimit.namedNs < NAMED_EVERY_NS) {
      return;
    }
    ofLimit.namedNs = System.nanoTime();
    letters.accept(letter(limit, series, ofLimit.sinceNamed));
    ofLimit.sinceNamed = 0;
  }

  private OfLimit ofLimit(SeriesLimits.Limit limit) {
    String reason = limit.name().toLowerCase(Locale.ROOT);
    return new OfLimit(metrics.addGroup("reason", reason).counter("gyr_series_refused_total"));
  }

  private RawRecord letter(SeriesLimits.Limit limit, Introduction series, long count) {
    if (deadLetters == null) {
      deadLetters = new DeadLetters(new Schemas(settings), RollupJob.NAME);
    }
    // The place of its sample is not known any more; samples of refused series come without end.
    RawRecord nowhere =
        new RawRecord(
            Topic.METRICS_ENRICHED.topicName(),
            -1,
            -1,
            series.metric().getBytes(StandardCharsets.UTF_8),
            null);
    return deadLetters.letter(nowhere, REASON, detail(limit, series, count));
  }

  private String detail(SeriesLimits.Limit limit, Introduction series, long count) {
    String labels = new TreeMap<>(series.labels()).toString();
    if (labels.length() > LONGEST_LABELS) {
      labels = labels.substring(0, LONGEST_LABELS) + " ...";
    }
    String full =
        switch (limit) {
          case ALL -> "the store has " + settings.metricsMaxSeries();
          case AGENT -> source(series) + " has " + settings.metricsMaxSeriesPerAgent();
          case METRIC ->
              "metric " + series.metric() + " has " + settings.metricsMaxSeriesPerMetric();
          case TEAM ->
              "team "
                  + limitsInForce.team(series.labels())
                  + " has "
                  + settings.metricsMaxSeriesPerTeam();
        };
    return "series "
        + series.metric()
        + " "
        + labels
        + " of "
        + source(series)
        + " refused: "
        + full
        + " series in use, the limit; drop labels at the source or raise "
        + limit.setting
        + "; series refused since the last such letter: "
        + count;
  }

  /** The agent, or the job of what other senders brought. */
  private static String source(Introduction series) {
    String agent = series.agent();
    return agent.startsWith("of ") ? agent.substring("of ".length()) : "agent " + agent;
  }
}
