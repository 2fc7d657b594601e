package io.gyr.rules.sequence;

import org.jspecify.annotations.Nullable;

/**
 * What one event is to one sequence: the steps that it could fill, and the values that decide
 * whether it does. Independent of the event, so that it can travel. Not to be changed.
 *
 * @param sequence {@link Sequence#fingerprint}
 * @param key values of the sequence's key fields, see {@link Sequence#keyOf}
 * @param timeNs when the event happened, nanoseconds UTC since 1970
 * @param steps bit i: the event could fill step i, all that the step asks of it alone being true
 * @param parts bit i: part i of the conditions is true, see {@link Sequence#parts}
 * @param values what the steps in {@code steps} need of the event, by place in {@link
 *     Sequence#captures}: String, Long, Boolean, a list of them, or null
 * @param origin which record the event came from, in whatever words the caller has
 * @param context bytes that come back with the match that this event ends; null where it can end
 *     none, see {@link Sequence#mayEndWith}
 */
@SuppressWarnings("ArrayRecordComponent") // moved, never compared
public record Candidate(
    long sequence,
    String key,
    long timeNs,
    long steps,
    long parts,
    @Nullable Object[] values,
    String origin,
    byte @Nullable [] context) {

  boolean has(int bit) {
    return (steps >>> bit & 1) != 0;
  }

  boolean hasPart(int bit) {
    return (parts >>> bit & 1) != 0;
  }
}
