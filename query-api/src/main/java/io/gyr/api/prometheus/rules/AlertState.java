package io.gyr.api.prometheus.rules;

import java.util.Locale;

/** The state of an alert; of a rule, the largest of its alerts. */
public enum AlertState {
  /** Nothing is wrong, or nothing any more. */
  INACTIVE,
  /** The condition holds, not yet for long enough. */
  PENDING,
  /** The condition held for long enough. */
  FIRING;

  /** As Prometheus writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
