package io.gyr.promql.rulefile;

import java.util.Map;

/**
 * A rule that records the result of a query as a metric.
 *
 * @param name the metric
 * @param query the query, in Prometheus's own spelling
 * @param labels set on each series of the result, those of the group among them, in the order of
 *     their names; an empty value removes the label
 */
public record RecordingRule(String name, String query, Map<String, String> labels)
    implements Rule {}
