package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.JobSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many series are in use, by agent and by metric. Series are spread over the tasks by their
 * ids, which are hashes, so each task has an equal share of every limit. What is counted begins
 * anew with a task: series of before are counted with their next sample, so until all have been
 * seen some more than the limit can get in. For one thread.
 */
final class SeriesLimits {
  /** What there can be too many of. */
  enum Limit {
    /** Series of one agent. */
    AGENT("metrics.max_series_per_agent"),
    /** Series of one metric. */
    METRIC("metrics.max_series_per_metric");

    final String setting;

    Limit(String setting) {
      this.setting = setting;
    }
  }

  private final int mostOfAgent;
  private final int mostOfMetric;
  private final Map<String, Integer> ofAgent = new HashMap<>();
  private final Map<String, Integer> ofMetric = new HashMap<>();

  /** The limits of {@code settings} for one of so many tasks. */
  SeriesLimits(JobSettings settings, int tasks) {
    mostOfAgent = share(settings.metricsMaxSeriesPerAgent(), tasks);
    mostOfMetric = share(settings.metricsMaxSeriesPerMetric(), tasks);
  }

  private static int share(int limit, int tasks) {
    return limit <= 0 ? Integer.MAX_VALUE : (limit + tasks - 1) / tasks;
  }

  /** What leaves no room for one more series; null if there is room. */
  @Nullable Limit full(String agent, String metric) {
    if (ofAgent.getOrDefault(agent, 0) >= mostOfAgent) {
      return Limit.AGENT;
    }
    return ofMetric.getOrDefault(metric, 0) >= mostOfMetric ? Limit.METRIC : null;
  }

  /** A series is in use from now on. */
  void add(String agent, String metric) {
    ofAgent.merge(agent, 1, Integer::sum);
    ofMetric.merge(metric, 1, Integer::sum);
  }

  /** A series that was added is in use no more. */
  void remove(String agent, String metric) {
    ofAgent.computeIfPresent(agent, (name, count) -> count == 1 ? null : count - 1);
    ofMetric.computeIfPresent(metric, (name, count) -> count == 1 ? null : count - 1);
  }
}
