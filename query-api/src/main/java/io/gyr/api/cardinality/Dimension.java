package io.gyr.api.cardinality;

import java.util.Locale;

/** What series are counted by. */
public enum Dimension {
  /** The metric's name. */
  METRIC,
  /** The names of labels, that with most values first. */
  LABEL,
  /** Pairs of a label's name and value. */
  VALUE,
  /** The agent, as limits count it: its host_id, or the job of series that no agent sends. */
  AGENT;

  /** As in parameters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
