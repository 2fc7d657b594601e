package io.gyr.agent.queue;

/**
 * How far the queue has been shipped, with the sums that go with it.
 *
 * @param index index of the last entry up to which all entries are done, -1 if none is. Done means
 *     acknowledged by the broker or given up
 * @param shipped entries acknowledged since the queue was created
 * @param droppedFull entries given up because the queue was full
 * @param droppedTooLarge entries given up because the broker takes none of their size
 * @param droppedRejected entries given up for another fault of their own
 * @param deleting number of the segment whose entries these sums count as given up and whose file
 *     is being deleted, 0 if none is
 */
public record Position(
    long index,
    long shipped,
    long droppedFull,
    long droppedTooLarge,
    long droppedRejected,
    int deleting) {
  /** The position in a new queue. */
  public static final Position START = new Position(-1, 0, 0, 0, 0, 0);

  /** All entries that were accepted and then given up. */
  public long dropped() {
    return droppedFull + droppedTooLarge + droppedRejected;
  }

  /** This position after the entries up to {@code newIndex} were done. */
  Position advanced(long newIndex, long moreShipped, long moreTooLarge, long moreRejected) {
    return new Position(
        newIndex,
        shipped + moreShipped,
        droppedFull,
        droppedTooLarge + moreTooLarge,
        droppedRejected + moreRejected,
        deleting);
  }

  /** This position with {@code count} entries of {@code segment} given up to make room. */
  Position rolledOut(int segment, long count) {
    return new Position(
        index, shipped, droppedFull + count, droppedTooLarge, droppedRejected, segment);
  }
}
