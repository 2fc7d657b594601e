package io.gyr.jobs.enrichment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;

/**
 * Tells a record that was sent again from one that is new.
 *
 * <p>How it works: an agent numbers what it sends, and within one partition the numbers of one
 * agent only rise: a record whose number is not higher than the highest seen was seen before (its
 * agent was killed between sending it and learning that it had arrived). So one pair (epoch,
 * sequence) per partition and host is all the memory that is needed. It lives in union list state:
 * after a restart with another parallelism every subtask learns all pairs and the highest wins,
 * which is right because only the subtask that owned a partition ever raised its pair.
 */
final class SequenceFilter {
  private static final ListStateDescriptor<Tuple4<Integer, String, Long, Long>> STATE =
      new ListStateDescriptor<>(
          "highest sequence", Types.TUPLE(Types.INT, Types.STRING, Types.LONG, Types.LONG));

  private static final class Highest {
    long agentEpochNs;
    long sequence;
  }

  private final List<Map<String, Highest>> partitions = new ArrayList<>();
  private final ListState<Tuple4<Integer, String, Long, Long>> state;

  /** Restores what an earlier run had seen. */
  SequenceFilter(OperatorStateStore store) throws Exception {
    state = store.getUnionListState(STATE);
    for (Tuple4<Integer, String, Long, Long> seen : state.get()) {
      isNew(seen.f0, seen.f1, seen.f2, seen.f3);
    }
  }

  /** True the first time, and only then. */
  boolean isNew(int partition, String hostId, long agentEpochNs, long sequence) {
    while (partitions.size() <= partition) {
      partitions.add(new HashMap<>());
    }
    Highest highest = partitions.get(partition).get(hostId);
    if (highest == null) {
      highest = new Highest();
      partitions.get(partition).put(hostId, highest);
    } else if (agentEpochNs < highest.agentEpochNs
        || (agentEpochNs == highest.agentEpochNs && sequence <= highest.sequence)) {
      return false;
    }
    highest.agentEpochNs = agentEpochNs;
    highest.sequence = sequence;
    return true;
  }

  /** Writes what was seen into the checkpoint. */
  void snapshot() throws Exception {
    List<Tuple4<Integer, String, Long, Long>> all = new ArrayList<>();
    for (int partition = 0; partition < partitions.size(); partition++) {
      for (Map.Entry<String, Highest> host : partitions.get(partition).entrySet()) {
        Highest highest = host.getValue();
        all.add(Tuple4.of(partition, host.getKey(), highest.agentEpochNs, highest.sequence));
      }
    }
    state.update(all);
  }
}
