package io.gyr.rules.sequence;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of which the first steps are filled. For one thread. */
final class Partial {

  /** Nothing is filled yet. */
  static final Partial EMPTY = new Partial(new Held[0][], List.of());

  /** The events of each filled step, in their order. Not to be changed. */
  final Held[][] filled;

  /** The values that later steps ask for: of two with the same, the one begun later is enough. */
  final List<@Nullable Object> binding;

  /** What counts towards the next step, when that takes several events. */
  final Collected towards = new Collected();

  Partial(Held[][] filled, List<@Nullable Object> binding) {
    this.filled = filled;
    this.binding = binding;
  }

  /** This with the next step filled. */
  Partial plus(Held[] events, Sequence sequence) {
    Held[][] all = Arrays.copyOf(filled, filled.length + 1);
    all[filled.length] = events;
    return new Partial(all, sequence.binding(all));
  }

  /** The event that it began with. */
  Held start() {
    return filled[0][0];
  }

  /** The event that filled its last step. */
  Held last() {
    Held[] events = filled[filled.length - 1];
    return events[events.length - 1];
  }

  /** A value of the event that filled a step: of several, the last. */
  @Nullable Object value(int step, int capture) {
    Held[] events = filled[step];
    return events[events.length - 1].values()[capture];
  }

  boolean beganLaterThan(Partial other) {
    Held mine = start();
    Held its = other.start();
    return mine.timeNs() == its.timeNs()
        ? mine.order() > its.order()
        : mine.timeNs() > its.timeNs();
  }

  /** How much of the bound it uses. */
  int size() {
    return 1 + towards.size();
  }
}
