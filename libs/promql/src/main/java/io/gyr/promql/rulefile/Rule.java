package io.gyr.promql.rulefile;

/** A rule of a group. Immutable; equal if everything is that a file says of it. */
public sealed interface Rule permits RecordingRule, AlertingRule {
  /** Name of the metric that it records, or of the alert. */
  String name();

  /** The query, in Prometheus's own spelling. */
  String query();
}
