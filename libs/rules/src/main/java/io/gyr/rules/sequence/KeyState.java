package io.gyr.rules.sequence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one sequence under one key. For one thread. */
abstract class KeyState {

  final long fingerprint;
  final String key;
  final List<Pending> pending = new ArrayList<>();
  long lastOrder;

  KeyState(long fingerprint, String key) {
    this.fingerprint = fingerprint;
    this.key = key;
  }

  static KeyState of(Sequence sequence, String key) {
    return sequence.isUnordered()
        ? new UnorderedKey(sequence.fingerprint(), key, sequence.places())
        : new OrderedKey(sequence.fingerprint(), key, sequence.places());
  }

  /** Whether an event changes anything where nothing has come before it. */
  static boolean begins(Sequence sequence, Candidate candidate) {
    for (int i = 0; i < sequence.steps().size(); i++) {
      Step step = sequence.steps().get(i);
      if (!step.absent()
          && (sequence.isUnordered() || step.place() == 0)
          && fits(step, i, candidate)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an event by itself fits the step with a number. */
  static boolean fits(Step step, int number, Candidate candidate) {
    return candidate.has(number)
        && (step.distinct() < 0 || candidate.values()[step.distinct()] != null);
  }

  /** Takes an event that has been found to fit some step. */
  final void accept(
      Sequence sequence, Candidate candidate, SequenceLimits limits, SequenceSink sink) {
    for (int i = 0; i < pending.size(); i++) {
      Pending one = pending.get(i);
      if (!one.closed && one.deadlineNs < candidate.timeNs()) {
        one.closed = true;
        report(one.binding, one.deadlineNs);
      }
    }
    Held event = Held.of(candidate, ++lastOrder);
    take(sequence, candidate, event, sink);
    if (size() > limits.perKey()) {
      forget(candidate.timeNs() - sequence.withinNs());
      int evicted = shrink(limits.perKey());
      if (evicted > 0) {
        sink.evicted(sequence, evicted, false);
      }
    }
  }

  /**
   * Goes on in event time: reports what was waiting for a deadline before {@code timeNs}, and
   * forgets what can no more become a match with an event that comes from then on.
   */
  final void advance(Sequence sequence, long timeNs, SequenceSink sink) {
    Iterator<Pending> waiting = pending.iterator();
    while (waiting.hasNext()) {
      Pending one = waiting.next();
      if (one.deadlineNs < timeNs) {
        waiting.remove();
        if (!one.closed) {
          report(one.binding, one.deadlineNs);
        }
        sink.matched(SequenceMatch.of(sequence, key, one.filled, one.binding, one.deadlineNs));
      }
    }
    forget(timeNs - sequence.withinNs());
  }

  /** The match of events that fill all steps is there, but for an absence to come. */
  final void complete(
      Sequence sequence,
      Held[][] filled,
      Held first,
      List<@Nullable Object> identity,
      Held event,
      SequenceSink sink) {
    if (!sequence.endsInAbsence()) {
      report(identity, event.timeNs());
      sink.matched(SequenceMatch.of(sequence, key, filled, identity, event.timeNs()));
    } else if (!isPending(identity)) {
      pending.add(new Pending(filled, identity, first.timeNs() + sequence.withinNs()));
    }
  }

  final boolean isPending(List<@Nullable Object> identity) {
    for (Pending one : pending) {
      if (!one.closed && one.binding.equals(identity)) {
        return true;
      }
    }
    return false;
  }

  /** When {@link #advance} is next needed, nanoseconds; the greatest number for never. */
  final long dueNs(Sequence sequence) {
    long due = oldestNs() == Long.MAX_VALUE ? Long.MAX_VALUE : oldestNs() + sequence.withinNs();
    for (Pending one : pending) {
      due = Math.min(due, one.deadlineNs);
    }
    return due;
  }

  /** Takes an event into account. */
  abstract void take(Sequence sequence, Candidate candidate, Held event, SequenceSink sink);

  /** All that has come so far is used up for matches with this identity. */
  abstract void report(List<@Nullable Object> identity, long timeNs);

  /** Forgets what began before a time. */
  abstract void forget(long beforeNs);

  /** Gives up the oldest until no more than {@code size} is left; returns how many. */
  abstract int shrink(int size);

  /** How much of the bound it uses; 0 when nothing is kept and it can be thrown away. */
  abstract int size();

  /** Event time of the oldest thing that is kept, the greatest number for none. */
  abstract long oldestNs();
}
