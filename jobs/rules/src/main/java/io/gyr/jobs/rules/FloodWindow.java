package io.gyr.jobs.rules;

/**
 * The window of a flood, as {@link Floods} remembers it for its key. Fields are public and there is
 * a constructor without arguments because that is what Flink's serializer for such classes needs,
 * which also reads the state of versions with fewer fields.
 */
public final class FloodWindow {
  /** Time of the first alert, nanoseconds since 1970. */
  public long beginNs;

  /** Alerts after the first. */
  public long more;

  /** How many of them the summary that was last given out has counted. */
  public long summedUp;

  /** Time of the last alert, nanoseconds since 1970. */
  public long endNs;

  /** Agent's queue of the newest record that raised an alert. */
  public long agentEpochNs;

  /** Place of that record in the queue. */
  public long sequence;

  /** When the clock is to look at it again, milliseconds since 1970. */
  public long wakeMs;

  /** The first alert, as it is in gyr.events. */
  public byte[] first = {};

  /** Whether a record was seen before: along a key they only rise. */
  boolean isSeen(long epochNs, long place) {
    return epochNs < agentEpochNs || (epochNs == agentEpochNs && place <= sequence);
  }

  void saw(long epochNs, long place) {
    agentEpochNs = epochNs;
    sequence = place;
  }
}
