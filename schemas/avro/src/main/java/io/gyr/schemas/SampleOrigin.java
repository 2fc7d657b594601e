package io.gyr.schemas;

/**
 * How a sample came into {@link Topic#METRICS}, as {@code agent_epoch_ns} and {@code sequence} of
 * its record say: both stand in front of everything else, so that it is known before the rest is
 * read.
 */
public enum SampleOrigin {
  /** An agent took and numbered it; its epoch is not 0. */
  AGENT,
  /** Somebody sent it to the API; epoch and sequence are 0. */
  API,
  /**
   * It was imported to fill up the past, and may be older than what the store still corrects by
   * itself; the epoch is 0, the sequence 1.
   */
  BACKFILL;

  /** The origin of a record with these fields. */
  public static SampleOrigin of(long agentEpochNs, long sequence) {
    if (agentEpochNs != 0) {
      return AGENT;
    }
    return sequence == 0 ? API : BACKFILL;
  }

  /**
   * What a record of this origin has as its sequence.
   *
   * @throws IllegalStateException of an agent's record: the agent numbers it
   */
  public long sequence() {
    return switch (this) {
      case AGENT -> throw new IllegalStateException("agents number their samples");
      case API -> 0;
      case BACKFILL -> 1;
    };
  }
}
