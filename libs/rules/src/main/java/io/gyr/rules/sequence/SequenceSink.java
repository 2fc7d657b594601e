package io.gyr.rules.sequence;

/** Takes what comes of following sequences. */
public interface SequenceSink {

  /** A sequence was found. */
  void matched(SequenceMatch match);

  /**
   * Partial matches were given up for want of room, so that a match may be missed.
   *
   * @param partials how many
   * @param inAll whether the bound of the whole state was reached, rather than that of a key
   */
  void evicted(Sequence sequence, int partials, boolean inAll);
}
