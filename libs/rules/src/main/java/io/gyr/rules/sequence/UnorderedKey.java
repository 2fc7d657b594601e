package io.gyr.rules.sequence;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows an unordered sequence under one key: for each step the newest events that fit it, as many
 * as it takes. Newer events serve as well as older ones and for longer, so no others are needed. An
 * event that must not come ends all that came before it. For one thread.
 */
final class UnorderedKey extends KeyState {

  final Collected[] collected;

  UnorderedKey(long fingerprint, String key, int places) {
    super(fingerprint, key);
    collected = new Collected[places];
    Arrays.setAll(collected, place -> new Collected());
  }

  @Override
  void take(Sequence sequence, Candidate candidate, Held event, SequenceSink sink) {
    List<Step> steps = sequence.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).absent() && fits(steps.get(i), i, candidate)) {
        pending.removeIf(one -> event.timeNs() <= one.deadlineNs);
        clear();
      }
    }
    if (isPending(List.of())) {
      return;
    }
    forget(event.timeNs() - sequence.withinNs());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!step.absent() && fits(step, i, candidate)) {
        collected[step.place()].add(event, step);
      }
    }
    Held[][] filled = new Held[collected.length][];
    Held first = event;
    for (int place = 0; place < collected.length; place++) {
      if (collected[place].size() < sequence.filledStep(place).count()) {
        return;
      }
      filled[place] = collected[place].events().toArray(new Held[0]);
      for (Held one : filled[place]) {
        first = one.timeNs() < first.timeNs() ? one : first;
      }
    }
    complete(sequence, filled, first, List.of(), event, sink);
  }

  private void clear() {
    for (Collected one : collected) {
      one.clear();
    }
  }

  @Override
  void report(List<@Nullable Object> identity, long timeNs) {
    clear();
  }

  @Override
  void forget(long beforeNs) {
    for (Collected one : collected) {
      one.expire(beforeNs);
    }
  }

  @Override
  int shrink(int size) {
    int evicted = 0;
    if (size() > size) {
      clear();
      evicted++;
    }
    return evicted;
  }

  @Override
  int size() {
    int size = pending.size();
    for (Collected one : collected) {
      size += one.size();
    }
    return size;
  }

  @Override
  long oldestNs() {
    long oldest = Long.MAX_VALUE;
    for (Collected one : collected) {
      for (Held event : one.events()) {
        oldest = Math.min(oldest, event.timeNs());
      }
    }
    return oldest;
  }
}
