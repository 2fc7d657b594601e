package io.gyr.sinks.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * How far each agent has come in the table of system calls. A job that begins without state reads
 * this, so that replaying the whole topic adds nothing. Only what the topic can still hold needs to
 * be looked at.
 */
public final class HighestSequences {
  /**
   * The highest place of one agent's queue.
   *
   * @param agentEpochNs which queue
   * @param sequence place in it
   */
  public record Place(long agentEpochNs, long sequence) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byEpoch = Long.compare(agentEpochNs, other.agentEpochNs);
      return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }
  }

  private HighestSequences() {}

  /** Host id to the highest place among rows younger than {@code age}. */
  public static Map<String, Place> of(Table table, Duration age) {
    table.refresh();
    long sinceMicros = Instant.now().minus(age).toEpochMilli() * 1000;
    Map<String, Place> highest = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .select("host_id", "agent_epoch_ns", "sequence")
            .where(Expressions.greaterThanOrEqual("time", sinceMicros))
            .build()) {
      for (Record row : rows) {
        Place place =
            new Place((Long) row.getField("agent_epoch_ns"), (Long) row.getField("sequence"));
        highest.merge(
            (String) row.getField("host_id"), place, (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return highest;
  }
}
