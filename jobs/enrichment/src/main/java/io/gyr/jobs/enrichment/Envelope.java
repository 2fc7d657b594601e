package io.gyr.jobs.enrichment;

import org.jspecify.annotations.Nullable;

/** The fields of an agent's record that the join needs. Filled anew for each record. */
final class Envelope {
  String hostId = "";

  /** Whether an agent took it; if not, nothing numbers it and there is nothing to join. */
  boolean fromAgent = true;

  long agentEpochNs;
  long sequence;
  long timeNs;

  /** Null if it was none, and of what no agent took. */
  @Nullable String containerId;
}
