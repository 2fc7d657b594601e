package io.gyr.rules.sequence;

/**
 * Bounds of the state, counted in partial matches and the events that they collect towards a count.
 *
 * @param perKey for one sequence and key; beyond it the partial match that began first is given up
 * @param total for one {@link SequenceState}; beyond it the key that was quiet for longest is given
 *     up
 */
public record SequenceLimits(int perKey, int total) {

  /** What serves everyday sequences: 1,000 for one key, 100,000 in all. */
  public static final SequenceLimits USUAL = new SequenceLimits(1_000, 100_000);
}
