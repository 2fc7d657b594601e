package io.gyr.api.ingest;

/**
 * What a sender says of a metric.
 *
 * @param name of the family, without the suffixes of its series
 * @param type Prometheus's own word: counter, gauge, histogram, summary, unknown...
 * @param help for people, empty if it is not told
 * @param unit base unit, empty if it is not told
 */
public record MetricFamily(String name, String type, String help, String unit) {}
