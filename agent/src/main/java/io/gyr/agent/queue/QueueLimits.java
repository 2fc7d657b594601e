package io.gyr.agent.queue;

/**
 * How much room the queue may take.
 *
 * @param maxBytes cap of all its files together, in bytes; what is over it is given up, oldest
 *     first. At least 4 MiB.
 * @param diskFloorBytes when fewer bytes than these are free on the disk, nothing is appended
 */
public record QueueLimits(long maxBytes, long diskFloorBytes) {
  private static final long MIB = 1 << 20;

  /** Checks the cap. */
  public QueueLimits {
    if (maxBytes < 4 * MIB) {
      throw new IllegalArgumentException(
          "agent.queue.max_bytes: " + maxBytes + " is too small, at least 4194304 are needed");
    }
  }

  /** A segment is left when it has grown to this size: a sixteenth of the cap, 64 MiB at most. */
  long segmentBytes() {
    return Math.min(64 * MIB, maxBytes / 16);
  }

  /** Files grow and are mapped in steps of this size. A quarter of it must hold an entry. */
  long blockBytes() {
    return maxBytes >= 256 * MIB ? 4 * MIB : MIB;
  }

  /** Entries that were shipped are kept for looking back until they exceed this. */
  long historyBytes() {
    return maxBytes / 2;
  }
}
