package io.gyr.agent.queue;

/**
 * The sums of a queue at one moment: {@code accepted = shipped + dropped + unsent}. The first five
 * count since the queue was created and outlive the process; the refused ones count since it
 * started.
 *
 * @param accepted records appended
 * @param shipped records acknowledged by the broker
 * @param droppedFull records given up because the queue was over its cap
 * @param droppedTooLarge records given up because the broker takes none of their size
 * @param droppedRejected records given up for another fault of their own
 * @param refusedDiskFull records not accepted because the disk had no room
 * @param refusedTooLarge records not accepted because they exceed the largest entry
 * @param refusedFailed records not accepted because the append failed
 */
public record QueueCounts(
    long accepted,
    long shipped,
    long droppedFull,
    long droppedTooLarge,
    long droppedRejected,
    long refusedDiskFull,
    long refusedTooLarge,
    long refusedFailed) {

  /** Records accepted and then given up. */
  public long dropped() {
    return droppedFull + droppedTooLarge + droppedRejected;
  }

  /** Records that never got in. */
  public long refused() {
    return refusedDiskFull + refusedTooLarge + refusedFailed;
  }

  /** Records accepted whose fate is open. */
  public long unsent() {
    return accepted - shipped - dropped();
  }
}
