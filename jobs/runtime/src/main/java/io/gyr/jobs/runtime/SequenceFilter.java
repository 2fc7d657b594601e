package io.gyr.jobs.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * Tells a record that was sent again from one that is new.
 *
 * <p>How it works: an agent numbers what it sends, and along one line (the records of one host in
 * one partition) the numbers only rise. A record whose number is not higher than the highest seen
 * was seen before: its sender was killed between sending it and learning that it had arrived. So
 * one pair (epoch, sequence) per line is all the memory that is needed. It lives in union list
 * state: after a restart with another parallelism every subtask learns all pairs and the highest
 * wins, which is right because only the subtask that owned a line ever raised its pair.
 */
public final class SequenceFilter {
  private static final ListStateDescriptor<Tuple3<String, Long, Long>> STATE =
      new ListStateDescriptor<>(
          "highest sequence", Types.TUPLE(Types.STRING, Types.LONG, Types.LONG));

  private static final class Highest {
    long agentEpochNs = Long.MIN_VALUE;
    long sequence = Long.MIN_VALUE;
  }

  private final Map<String, Highest> lines = new HashMap<>();
  private final ListState<Tuple3<String, Long, Long>> state;

  /** Restores what an earlier run had seen. */
  public SequenceFilter(OperatorStateStore store) throws Exception {
    state = store.getUnionListState(STATE);
    for (Tuple3<String, Long, Long> seen : state.get()) {
      isNew(seen.f0, seen.f1, seen.f2);
    }
  }

  /**
   * True the first time, and only then.
   *
   * @param line host, or host and partition where the records of one host go to several
   */
  public boolean isNew(String line, long agentEpochNs, long sequence) {
    Highest highest = lines.computeIfAbsent(line, unseen -> new Highest());
    if (agentEpochNs < highest.agentEpochNs
        || (agentEpochNs == highest.agentEpochNs && sequence <= highest.sequence)) {
      return false;
    }
    highest.agentEpochNs = agentEpochNs;
    highest.sequence = sequence;
    return true;
  }

  /** Writes what was seen into the checkpoint. */
  public void snapshot() throws Exception {
    List<Tuple3<String, Long, Long>> all = new ArrayList<>();
    lines.forEach(
        (line, highest) -> all.add(Tuple3.of(line, highest.agentEpochNs, highest.sequence)));
    state.update(all);
  }
}
