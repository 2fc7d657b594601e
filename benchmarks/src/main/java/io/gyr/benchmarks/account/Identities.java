package io.gyr.benchmarks.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which numbered records some place holds: for each agent's queue (host_id, agent_epoch_ns) the
 * sequences, as often as they are there. For one thread.
 */
public final class Identities {
  private final Map<String, Longs> queues = new TreeMap<>();
  // Records of one queue come in long runs, so the last one is remembered.
  private String lastHost = "";
  private long lastEpoch;
  private Longs last = new Longs();

  /** Notes that the record is there once more. */
  public void add(String hostId, long agentEpochNs, long sequence) {
    if (agentEpochNs != lastEpoch || !hostId.equals(lastHost)) {
      lastHost = hostId;
      lastEpoch = agentEpochNs;
      last = queues.computeIfAbsent(hostId + "/" + agentEpochNs, unseen -> new Longs());
    }
    last.add(sequence);
  }

  /** How many records are there, each as often as it is. */
  public long count() {
    return queues.values().stream().mapToLong(Longs::count).sum();
  }

  /** How many different records are there. */
  public long distinct() {
    return distinctUpTo(Long.MAX_VALUE);
  }

  /** How many different records with a sequence of at most {@code cut} are there. */
  public long distinctUpTo(long cut) {
    return queues.values().stream().mapToLong(queue -> queue.distinctUpTo(cut)).sum();
  }

  /** Some of the records up to {@code cut} that are here and not in {@code other}. */
  public List<String> missingIn(Identities other, long cut) {
    List<String> missing = new ArrayList<>();
    queues.forEach(
        (name, queue) -> {
          Longs there = other.queues.getOrDefault(name, new Longs());
          for (long sequence : queue.inOrder()) {
            if (sequence <= cut && !there.contains(sequence)) {
              missing.add(name + "/" + sequence);
            }
          }
        });
    return missing;
  }

  /** The sequences of the only queue that is here, smallest first. */
  long[] ofOnlyQueue() {
    if (queues.size() > 1) {
      throw new IllegalStateException("more than one queue: " + queues.keySet());
    }
    return queues.isEmpty() ? new long[0] : queues.values().iterator().next().inOrder();
  }
}
