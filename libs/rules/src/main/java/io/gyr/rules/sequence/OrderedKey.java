package io.gyr.rules.sequence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows an ordered sequence under one key. For one thread.
 *
 * <p>How it works. {@code waiting[n]} holds the partial matches whose first n steps are filled. An
 * event is shown to the last step first, so that it fills one step at most; where it fits, the
 * partial match that waited for it stays as it is, since a later event may be the better choice,
 * and a longer one joins the next row. That would grow without end but for two facts. What can
 * become of a partial match depends on nothing but the values that steps to come ask for and on
 * when it began; so of those with the same values the one begun last can become all that the others
 * can, and is kept alone. (One that has collected events towards a count is kept beside it.) And
 * what began more than {@code within} ago becomes nothing.
 *
 * <p>A match uses up all that has come for its identity, the values that the last step asks for:
 * where it asks for none, everything is dropped; else the order of the last event is kept with the
 * values, and matches that began before are not reported.
 */
final class OrderedKey extends KeyState {

  /** Up to which event all is used up for matches with some identity. */
  record Reported(long order, long timeNs) {}

  /** Partial matches by how many of their steps are filled; none at 0 and at the end. */
  final List<List<Partial>> waiting = new ArrayList<>();

  /** The events towards the first step. */
  final Collected first = new Collected();

  final Map<List<@Nullable Object>, Reported> reported = new LinkedHashMap<>();

  OrderedKey(long fingerprint, String key, int places) {
    super(fingerprint, key);
    for (int i = 0; i < places; i++) {
      waiting.add(new ArrayList<>());
    }
  }

  @Override
  void take(Sequence sequence, Candidate candidate, Held event, SequenceSink sink) {
    // From the last step to the first: what an event fills it does not go on from, and what must
    // not come between two steps ends what waits between them, after what fills the second has.
    List<Step> steps = sequence.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (fits(step, i, candidate)) {
        if (step.absent()) {
          end(sequence, step, candidate, event);
        } else {
          fill(sequence, step, candidate, event, sink);
        }
      }
    }
  }

  private void fill(
      Sequence sequence, Step step, Candidate candidate, Held event, SequenceSink sink) {
    List<Partial> longer = new ArrayList<>();
    if (step.place() == 0) {
      first.expire(event.timeNs() - sequence.withinNs());
      add(
          longer,
          Partial.EMPTY,
          step.count() == 1 ? new Held[] {event} : first.add(event, step),
          sequence);
    } else {
      for (Partial one : waiting.get(step.place())) {
        if (isNear(sequence, one.start(), event) && step.residual().holds(candidate, one)) {
          Held[] events = step.count() == 1 ? new Held[] {event} : one.towards.add(event, step);
          add(longer, one, events, sequence);
        }
      }
    }
    if (step.place() == sequence.places() - 1) {
      complete(sequence, longer, event, sink);
    } else {
      longer.forEach(one -> wait(sequence, one));
    }
  }

  private static void add(
      List<Partial> longer, Partial one, Held @Nullable [] events, Sequence sequence) {
    if (events != null) {
      longer.add(one.plus(events, sequence));
    }
  }

  private static boolean isNear(Sequence sequence, Held start, Held event) {
    return Math.abs(event.timeNs() - start.timeNs()) <= sequence.withinNs();
  }

  /** Lets a partial match wait for its next step, if no other can become all that it can. */
  private void wait(Sequence sequence, Partial one) {
    List<Partial> row = waiting.get(one.filled.length);
    boolean counts = sequence.filledStep(one.filled.length).count() > 1;
    Iterator<Partial> others = row.iterator();
    while (others.hasNext()) {
      Partial other = others.next();
      if (other.binding.equals(one.binding)) {
        if (!one.beganLaterThan(other)) {
          return;
        }
        if (!counts || other.towards.size() == 0) {
          others.remove();
        }
      }
    }
    row.add(one);
  }

  private void complete(Sequence sequence, List<Partial> found, Held event, SequenceSink sink) {
    Map<List<@Nullable Object>, Partial> best = new LinkedHashMap<>();
    for (Partial one : found) {
      List<@Nullable Object> identity = sequence.identity(one.filled);
      Reported before = reported.get(identity);
      if (before == null || one.start().order() > before.order()) {
        best.merge(identity, one, (a, b) -> a.beganLaterThan(b) ? a : b);
      }
    }
    best.forEach(
        (identity, one) -> complete(sequence, one.filled, one.start(), identity, event, sink));
  }

  /** An event has come that must not: what waits for the step behind it is over. */
  private void end(Sequence sequence, Step step, Candidate candidate, Held event) {
    if (step.place() < waiting.size()) {
      waiting
          .get(step.place())
          .removeIf(
              one -> isNear(sequence, one.start(), event) && step.residual().holds(candidate, one));
    } else {
      pending.removeIf(
          one ->
              event.timeNs() <= one.deadlineNs
                  && step.residual().holds(candidate, new Partial(one.filled, one.binding)));
    }
  }

  @Override
  void report(List<@Nullable Object> identity, long timeNs) {
    if (identity.isEmpty()) {
      waiting.forEach(List::clear);
      first.clear();
    }
    reported.put(identity, new Reported(lastOrder, timeNs));
  }

  @Override
  void forget(long beforeNs) {
    first.expire(beforeNs);
    waiting.forEach(row -> row.removeIf(one -> one.start().timeNs() < beforeNs));
    reported.values().removeIf(one -> one.timeNs() < beforeNs);
  }

  @Override
  int shrink(int size) {
    int evicted = 0;
    int left = size();
    while (left > size) {
      List<Partial> oldestRow = null;
      Partial oldest = null;
      for (List<Partial> row : waiting) {
        for (Partial one : row) {
          if (oldest == null || oldest.start().order() > one.start().order()) {
            oldestRow = row;
            oldest = one;
          }
        }
      }
      if (oldest == null || oldestRow == null) {
        break;
      }
      oldestRow.remove(oldest);
      left -= oldest.size();
      evicted++;
    }
    while (left > size && !reported.isEmpty()) {
      // Forgotten, what has been reported may be reported again, which is the lesser evil.
      reported.remove(reported.keySet().iterator().next());
      left--;
    }
    while (left > size && !pending.isEmpty()) {
      pending.remove(0);
      left--;
      evicted++;
    }
    return evicted;
  }

  @Override
  int size() {
    int size = first.size() + reported.size() + pending.size();
    for (List<Partial> row : waiting) {
      for (Partial one : row) {
        size += one.size();
      }
    }
    return size;
  }

  @Override
  long oldestNs() {
    long oldest = Long.MAX_VALUE;
    for (Held one : first.events()) {
      oldest = Math.min(oldest, one.timeNs());
    }
    for (List<Partial> row : waiting) {
      for (Partial one : row) {
        oldest = Math.min(oldest, one.start().timeNs());
      }
    }
    for (Reported one : reported.values()) {
      oldest = Math.min(oldest, one.timeNs());
    }
    return oldest;
  }
}
