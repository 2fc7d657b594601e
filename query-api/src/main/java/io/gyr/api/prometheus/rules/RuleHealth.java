package io.gyr.api.prometheus.rules;

import java.util.Locale;

/** How the last evaluation of a rule went. */
public enum RuleHealth {
  /** There was none yet. */
  UNKNOWN,
  /** Well. */
  OK,
  /** With an error. */
  ERR;

  /** As Prometheus writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
