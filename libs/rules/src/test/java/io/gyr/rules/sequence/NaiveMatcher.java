package io.gyr.rules.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds sequences the slow way, straight from their description in {@link Sequence}: with each
 * event it tries every choice of events for the steps, over all that has come so far under one key.
 */
final class NaiveMatcher {

  /** An event: name, two numbers of which the first may be absent, and time. */
  record Item(int number, String name, Long pid, long fd, long time) {}

  /** How a step refers to an earlier one: none, or one of four ways, see {@link #text}. */
  record StepSpec(
      boolean absent, List<String> names, int count, boolean distinct, int way, int refersTo) {

    String text() {
      String plain = "proc.name in (" + String.join(", ", names) + ")";
      String step = "$s" + refersTo;
      return switch (way) {
        case 1 -> plain + " and proc.pid = " + step + ".proc.pid";
        case 2 -> plain + " and not proc.pid = " + step + ".proc.pid";
        case 3 -> plain + " and (fd.num > " + step + ".fd.num or proc.pid = 1)";
        case 4 -> plain + " and not (fd.num = " + step + ".fd.num and proc.pid = 2)";
        default -> plain;
      };
    }

    boolean holds(Item item, List<List<Item>> filled, List<Integer> stepOfPlace) {
      if (!names.contains(item.name())) {
        return false;
      }
      if (way == 0) {
        return true;
      }
      List<Item> events = filled.get(stepOfPlace.indexOf(refersTo));
      Item other = events.get(events.size() - 1);
      boolean samePid = item.pid() != null && other.pid() != null && item.pid().equals(other.pid());
      return switch (way) {
        case 1 -> samePid;
        case 2 -> !samePid;
        case 3 -> item.fd() > other.fd() || Objects.equals(item.pid(), 1L);
        default -> !(item.fd() == other.fd() && Objects.equals(item.pid(), 2L));
      };
    }
  }

  record Spec(List<StepSpec> steps, boolean unordered, long within) {}

  /** A match: when it began and ended, and the number of its last event. */
  record Found(long start, long end, int last) {}

  private record Waiting(List<List<Item>> filled, List<Object> identity, long deadline) {}

  private final Spec spec;
  private final List<StepSpec> filledSteps = new ArrayList<>();
  private final List<Integer> stepOfPlace = new ArrayList<>();
  private final boolean endsInAbsence;
  private final List<Item> seen = new ArrayList<>();
  private final Map<List<Object>, Integer> reported = new HashMap<>();
  private final List<Waiting> pending = new ArrayList<>();
  private int cut;
  final List<Found> found = new ArrayList<>();

  NaiveMatcher(Spec spec) {
    this.spec = spec;
    for (int i = 0; i < spec.steps().size(); i++) {
      if (!spec.steps().get(i).absent()) {
        filledSteps.add(spec.steps().get(i));
        stepOfPlace.add(i);
      }
    }
    endsInAbsence =
        spec.unordered()
            ? filledSteps.size() < spec.steps().size()
            : spec.steps().get(spec.steps().size() - 1).absent();
  }

  void see(Item item) {
    until(item.time());
    seen.add(item);
    if (spec.unordered()) {
      seeUnordered(item);
    } else {
      seeOrdered(item);
    }
  }

  /** Deadlines before a time have passed. */
  void until(long time) {
    List<Waiting> due = pending.stream().filter(one -> one.deadline() < time).toList();
    pending.removeAll(due);
    for (Waiting one : due) {
      int last = one.filled().stream().flatMap(List::stream).mapToInt(Item::number).max().orElse(0);
      long start =
          one.filled().stream().flatMap(List::stream).mapToLong(Item::time).min().orElse(0);
      found.add(new Found(start, one.deadline(), last));
      reported.put(one.identity(), seen.size());
      cut = seen.size();
    }
  }

  private void seeOrdered(Item item) {
    if (endsInAbsence) {
      pending.removeIf(one -> trailing(item, one));
    }
    List<List<List<Item>>> ways = new ArrayList<>();
    choose(0, 0, new ArrayList<>(), ways);
    Map<List<Object>, List<List<Item>>> best = new LinkedHashMap<>();
    for (List<List<Item>> way : ways) {
      List<Object> identity = identity(way);
      boolean fresh = way.get(0).get(0).number() > reported.getOrDefault(identity, 0);
      if (fresh && pending.stream().noneMatch(one -> one.identity().equals(identity))) {
        best.merge(
            identity, way, (a, b) -> a.get(0).get(0).number() > b.get(0).get(0).number() ? a : b);
      }
    }
    best.forEach(
        (identity, way) -> {
          long start = way.get(0).get(0).time();
          if (endsInAbsence) {
            pending.add(new Waiting(way, identity, start + spec.within()));
          } else {
            found.add(new Found(start, item.time(), item.number()));
            reported.put(identity, item.number());
          }
        });
  }

  private boolean trailing(Item item, Waiting one) {
    for (int i = spec.steps().size() - 1; spec.steps().get(i).absent(); i--) {
      if (spec.steps().get(i).holds(item, one.filled(), stepOfPlace)) {
        return true;
      }
    }
    return false;
  }

  /** Tries every choice for the steps from a place on, of events from an index on. */
  private void choose(int place, int from, List<List<Item>> filled, List<List<List<Item>>> ways) {
    if (place == filledSteps.size()) {
      Item last = seen.get(seen.size() - 1);
      List<Item> end = filled.get(place - 1);
      if (end.get(end.size() - 1) == last
          && last.time() - filled.get(0).get(0).time() <= spec.within()) {
        ways.add(List.copyOf(filled));
      }
      return;
    }
    chooseEvents(place, from, from, new ArrayList<>(), filled, ways);
  }

  private void chooseEvents(
      int place,
      int gapFrom,
      int from,
      List<Item> events,
      List<List<Item>> filled,
      List<List<List<Item>>> ways) {
    StepSpec step = filledSteps.get(place);
    if (events.size() == step.count()) {
      if (!broken(place, gapFrom, from - 1, filled)) {
        filled.add(List.copyOf(events));
        choose(place + 1, from, filled, ways);
        filled.remove(place);
      }
      return;
    }
    for (int i = from; i < seen.size(); i++) {
      Item item = seen.get(i);
      boolean same = step.distinct() && events.stream().anyMatch(one -> one.fd() == item.fd());
      if (!same && step.holds(item, filled, stepOfPlace)) {
        events.add(item);
        chooseEvents(place, gapFrom, i + 1, events, filled, ways);
        events.remove(events.size() - 1);
      }
    }
  }

  /** Whether an event came that must not before the step at a place was filled. */
  private boolean broken(int place, int gapFrom, int filledBy, List<List<Item>> filled) {
    for (int s = stepOfPlace.get(place) - 1; s >= 0 && spec.steps().get(s).absent(); s--) {
      for (int i = gapFrom; i < filledBy; i++) {
        if (spec.steps().get(s).holds(seen.get(i), filled, stepOfPlace)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the last step asks of those before it. */
  private List<Object> identity(List<List<Item>> way) {
    List<Object> values = new ArrayList<>();
    for (int s = spec.steps().size() - 1; s >= 0; s--) {
      StepSpec step = spec.steps().get(s);
      if (endsInAbsence && !step.absent()) {
        break;
      }
      if (step.way() != 0 && s >= stepOfPlace.get(stepOfPlace.size() - 1)) {
        List<Item> events = way.get(stepOfPlace.indexOf(step.refersTo()));
        Item event = events.get(events.size() - 1);
        values.add(List.of(step.refersTo(), step.way() < 3 ? "pid" : "fd"));
        values.add(step.way() < 3 ? String.valueOf(event.pid()) : event.fd());
      }
    }
    return values;
  }

  private void seeUnordered(Item item) {
    for (StepSpec step : spec.steps()) {
      if (step.absent() && step.names().contains(item.name())) {
        pending.clear();
        cut = item.number() - 1;
      }
    }
    if (!pending.isEmpty()
        || filledSteps.stream().noneMatch(step -> step.names().contains(item.name()))) {
      return;
    }
    for (int from = seen.size() - 1; from >= cut; from--) {
      List<Item> since = seen.subList(from, seen.size());
      if (item.time() - since.get(0).time() <= spec.within()
          && filledSteps.stream().allMatch(step -> enough(step, since))) {
        if (endsInAbsence) {
          pending.add(
              new Waiting(
                  List.of(List.copyOf(since)), List.of(), since.get(0).time() + spec.within()));
        } else {
          found.add(new Found(since.get(0).time(), item.time(), item.number()));
          cut = item.number();
        }
        return;
      }
    }
  }

  private static boolean enough(StepSpec step, List<Item> since) {
    List<Item> fitting = since.stream().filter(item -> step.names().contains(item.name())).toList();
    long count =
        step.distinct() ? fitting.stream().map(Item::fd).distinct().count() : fitting.size();
    return count >= step.count();
  }
}
