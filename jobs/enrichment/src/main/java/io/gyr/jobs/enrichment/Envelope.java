package io.gyr.jobs.enrichment;

import org.jspecify.annotations.Nullable;

/** The fields of an agent's record that the join needs. Filled anew for each record. */
final class Envelope {
  String hostId = "";
  long agentEpochNs;
  long sequence;
  long timeNs;
  @Nullable String containerId;
}
