package io.gyr.benchmarks.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The oracle: nothing that the agent shipped is missing anywhere and nothing is anywhere twice.
 *
 * <p>How it works: the agent goes on while we count, so the account is of everything up to the cut,
 * the index that its position file speaks of. The sequence of a record is its index in the queue,
 * segment * 2^32 + place, and the places of a segment have no gaps. So all of these must agree:
 * what the position counts as shipped and dropped, the indices up to the cut, and the different
 * records in Kafka. A record that is lost after that, or stored twice, shows as a difference
 * between a topic and a store.
 */
public final class Account {
  private static final int SHOWN = 5;
  private static final int PLACE_BITS = 32;

  private final Holdings found;
  private final List<String> lines = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  /** Makes the account of what was found. */
  public Account(Holdings found) {
    this.found = found;
    shipping();
    archive();
    events();
    samples();
  }

  /** What is wrong, in words; empty if everything is there exactly once. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** The sums, for a person. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private void shipping() {
    long cut = found.position().index();
    long numbered = found.syscalls().distinctUpTo(cut) + found.metrics().distinctUpTo(cut);
    long arrived = numbered + found.entities();
    long shipped = found.position().shipped();
    long dropped = found.position().dropped();
    same("agent shipped", shipped, "different records in Kafka", arrived);
    same("indices of the queue", indices(cut), "agent shipped + dropped", shipped + dropped);
    lines.add(
        "Kafka holds "
            + found.syscalls().count()
            + " system calls, "
            + (found.syscalls().count() - found.syscalls().distinct())
            + " of them sent again after a kill");
  }

  private void archive() {
    long cut = found.position().index();
    Identities archived = found.archivedSyscalls();
    same("rows in Iceberg", archived.count(), "different ones", archived.distinct());
    same(
        "different system calls in Kafka",
        found.syscalls().distinctUpTo(cut),
        "rows in Iceberg + dead letters",
        archived.distinctUpTo(cut) + found.deadSyscalls());
    List<String> missing = found.syscalls().missingIn(archived, cut);
    if (missing.size() > found.deadSyscalls()) {
      violations.add("not in Iceberg: " + some(missing));
    }
    none("in Iceberg but never sent", archived.missingIn(found.syscalls(), Long.MAX_VALUE));
    none("samples not enriched", found.metrics().missingIn(found.enrichedMetrics(), cut));
  }

  private void events() {
    once("events in OpenSearch", found.eventsAtCut(), found.events(), found.indexedEvents());
    once("events in Iceberg", found.eventsAtCut(), found.events(), found.archivedEvents());
  }

  private void samples() {
    once("samples in Cassandra", found.samplesUpToCut(), found.samples(), found.storedSamples());
    lines.add("samples acknowledged by the API: " + found.acknowledged().size());
    List<String> lost =
        found.acknowledged().stream().filter(name -> !found.samples().contains(name)).toList();
    none("acknowledged by the API, but not in Kafka", lost);
    if (found.deadSyscalls() + found.deadOthers() > 0) {
      violations.add(
          "dead letters: "
              + found.deadSyscalls()
              + " of system calls, "
              + found.deadOthers()
              + " others");
    }
  }

  /** Indices up to {@code cut}: each segment is full up to the highest place that was seen. */
  private long indices(long cut) {
    Map<Long, Long> highest = new HashMap<>();
    for (Identities numbered : List.of(found.syscalls(), found.metrics())) {
      for (long index : numbered.ofOnlyQueue()) {
        if (index <= cut) {
          highest.merge(index >>> PLACE_BITS, index, Math::max);
        }
      }
    }
    if (cut >= 0) {
      highest.merge(cut >>> PLACE_BITS, cut, Math::max);
    }
    long mask = (1L << PLACE_BITS) - 1;
    return highest.values().stream().mapToLong(index -> (index & mask) + 1).sum();
  }

  private void same(String left, long leftCount, String right, long rightCount) {
    String line = left + " " + leftCount + " = " + right + " " + rightCount;
    lines.add(line);
    if (leftCount != rightCount) {
      violations.add(line.replace(" = ", " != ") + ", difference " + (leftCount - rightCount));
    }
  }

  private void once(
      String what, Set<String> expected, Set<String> allowed, Collection<String> stored) {
    Set<String> distinct = new HashSet<>(stored);
    lines.add(what + ": " + distinct.size() + ", expected at least " + expected.size());
    if (distinct.size() != stored.size()) {
      violations.add(what + ": " + (stored.size() - distinct.size()) + " are there twice");
    }
    none(what + " missing", expected.stream().filter(id -> !distinct.contains(id)).toList());
    none(what + " from nowhere", distinct.stream().filter(id -> !allowed.contains(id)).toList());
  }

  private void none(String what, List<String> things) {
    if (!things.isEmpty()) {
      violations.add(what + ": " + some(things));
    }
  }

  private static String some(List<String> things) {
    return things.size() + ", such as " + things.subList(0, Math.min(SHOWN, things.size()));
  }
}
