package io.gyr.api.config;

/** The kinds of configuration that people write as files. */
public enum ConfigKind {
  /** Falco rule files. */
  RULES("rules", "rules", "rule_file"),
  /** Metric alerts. */
  ALERTS("alerts", "alert", "metric_alert"),
  /** Files of recording and alerting rules, which the API itself evaluates. */
  PROMETHEUS_RULES("prometheus-rules", "", "prometheus_rule_file");

  private final String path;
  private final String control;
  private final String table;

  ConfigKind(String path, String control, String table) {
    this.path = path;
    this.control = control;
    this.table = table;
  }

  /** Last part of the route, and the name of the list in its answer. */
  public String path() {
    return path;
  }

  /** The kind as control records spell it; also the first part of their key. */
  public String control() {
    return control;
  }

  /** Whether jobs read it, from control records. */
  boolean isForJobs() {
    return !control.isEmpty();
  }

  /** Table that holds it. */
  String table() {
    return table;
  }
}
