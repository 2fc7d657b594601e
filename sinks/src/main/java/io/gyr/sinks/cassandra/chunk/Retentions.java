package io.gyr.sinks.cassandra.chunk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long the chunks of a metric stay, by class of metric: the first class whose prefix the name
 * begins with decides; what no class says is as long as the resolution has it. Immutable.
 */
public final class Retentions {
  /** A class of metrics: what their names begin with, and how long they stay. */
  public record MetricClass(String prefix, Map<Resolution, Duration> retention) {
    /**
     * A class.
     *
     * @throws IllegalArgumentException if a retention is not at least one second
     */
    public MetricClass {
      retention = Map.copyOf(retention);
      retention.forEach(
          (resolution, duration) -> {
            if (duration.toSeconds() < 1 || duration.toSeconds() > MAX_SECONDS) {
              throw new IllegalArgumentException(
                  prefix
                      + ": retention "
                      + duration
                      + " of "
                      + resolution
                      + " is not between one second and 20 years");
            }
          });
    }
  }

  /** Cassandra's own limit. */
  private static final long MAX_SECONDS = 20L * 365 * 24 * 3600;

  private final List<MetricClass> classes;

  /** Retentions by these classes, the first one first. */
  public Retentions(List<MetricClass> classes) {
    this.classes = new ArrayList<>(classes);
  }

  /** Seconds that a chunk of {@code metric} stays after it was written. */
  int seconds(String metric, Resolution resolution) {
    for (MetricClass candidate : classes) {
      if (metric.startsWith(candidate.prefix())) {
        Duration own = candidate.retention().get(resolution);
        return (int) (own == null ? resolution.retention() : own).toSeconds();
      }
    }
    return (int) resolution.retention().toSeconds();
  }
}
