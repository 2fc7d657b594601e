package io.gyr.sinks.iceberg;

import io.gyr.jobs.runtime.JobSettings;

/** What of metrics goes into Iceberg, the setting {@code metrics.iceberg}. */
public enum MetricsInLake {
  /** Nothing. */
  OFF,
  /** Aggregates of hours and days. */
  AGGREGATES,
  /** Aggregates and every sample. */
  ALL;

  /**
   * What the settings say; without a catalog nothing.
   *
   * @throws IllegalArgumentException if they say something else than off, aggregates or all
   */
  public static MetricsInLake of(JobSettings settings) {
    MetricsInLake wanted =
        switch (settings.metricsIceberg()) {
          case "off" -> OFF;
          case "aggregates" -> AGGREGATES;
          case "all" -> ALL;
          default ->
              throw new IllegalArgumentException(
                  "metrics.iceberg: '"
                      + settings.metricsIceberg()
                      + "' is not off, aggregates or all");
        };
    return settings.icebergCatalogUrl().isEmpty() ? OFF : wanted;
  }
}
