package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.JobSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many series are in use, of all, by agent, by metric and by team. Series are spread over the
 * tasks by their ids, which are hashes, so each task has an equal share of every limit. What is
 * counted begins anew with a task: series of before are counted with their next sample, so until
 * all have been seen some more than the limit can get in. For one thread.
 */
final class SeriesLimits {
  /** What there can be too many of. */
  enum Limit {
    /** All series. */
    ALL("metrics.max_series"),
    /** Series of one agent. */
    AGENT("metrics.max_series_per_agent"),
    /** Series of one metric. */
    METRIC("metrics.max_series_per_metric"),
    /** Series of one team. */
    TEAM("metrics.max_series_per_team");

    final String setting;

    Limit(String setting) {
      this.setting = setting;
    }
  }

  private static final String NAMESPACE = "k8s_namespace_name";

  private final String teamLabel;
  private final int mostOfAll;
  private final int mostOfAgent;
  private final int mostOfMetric;
  private final int mostOfTeam;
  private int ofAll;
  private final Map<String, Integer> ofAgent = new HashMap<>();
  private final Map<String, Integer> ofMetric = new HashMap<>();
  private final Map<String, Integer> ofTeam = new HashMap<>();

  /** The limits of {@code settings} for one of so many tasks. */
  SeriesLimits(JobSettings settings, int tasks) {
    teamLabel = settings.metricsTeamLabel();
    mostOfAll = share(settings.metricsMaxSeries(), tasks);
    mostOfAgent = share(settings.metricsMaxSeriesPerAgent(), tasks);
    mostOfMetric = share(settings.metricsMaxSeriesPerMetric(), tasks);
    mostOfTeam = share(settings.metricsMaxSeriesPerTeam(), tasks);
  }

  private static int share(int limit, int tasks) {
    return limit <= 0 ? Integer.MAX_VALUE : (limit + tasks - 1) / tasks;
  }

  /** Whose a series with such labels is; empty if they do not say, which is without a limit. */
  String team(Map<String, String> labels) {
    String team = labels.getOrDefault(teamLabel, "");
    return team.isEmpty() ? labels.getOrDefault(NAMESPACE, "") : team;
  }

  /** What leaves no room for one more series; null if there is room. */
  @Nullable Limit full(SeriesState series) {
    if (ofAgent.getOrDefault(series.agent, 0) >= mostOfAgent) {
      return Limit.AGENT;
    }
    if (ofMetric.getOrDefault(series.metric, 0) >= mostOfMetric) {
      return Limit.METRIC;
    }
    if (!series.team.isEmpty() && ofTeam.getOrDefault(series.team, 0) >= mostOfTeam) {
      return Limit.TEAM;
    }
    return ofAll >= mostOfAll ? Limit.ALL : null;
  }

  /** Number of series in use. */
  int inUse() {
    return ofAll;
  }

  /** A series is in use from now on. */
  void add(SeriesState series) {
    ofAll++;
    ofAgent.merge(series.agent, 1, Integer::sum);
    ofMetric.merge(series.metric, 1, Integer::sum);
    ofTeam.merge(series.team, 1, Integer::sum);
    series.countedBy = this;
  }

  /** A series is in use no more; nothing happens if it was not added. */
  void remove(SeriesState series) {
    if (series.countedBy == this) {
      ofAll--;
      less(ofAgent, series.agent);
      less(ofMetric, series.metric);
      less(ofTeam, series.team);
      series.countedBy = null;
    }
  }

  private static void less(Map<String, Integer> counts, String name) {
    counts.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
  }
}
