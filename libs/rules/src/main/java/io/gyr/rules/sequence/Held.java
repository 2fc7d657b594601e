package io.gyr.rules.sequence;

import org.jspecify.annotations.Nullable;

/**
 * An event that a partial match keeps. Not to be changed.
 *
 * @param order its place among the candidates of its key, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // moved, never compared
record Held(
    long order, long timeNs, @Nullable Object[] values, String origin, byte @Nullable [] context) {

  static Held of(Candidate candidate, long order) {
    return new Held(
        order, candidate.timeNs(), candidate.values(), candidate.origin(), candidate.context());
  }
}
