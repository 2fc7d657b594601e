package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chunks of one partition. Cassandra takes them as one mutation, which is far less work for it and
 * for the driver than one each. Of two chunks of a series the later one stays: within a batch all
 * have one timestamp, so Cassandra could not tell. For one thread.
 */
final class PartitionBatch {
  private static final int MOST_ROWS = 64;
  private static final int MOST_BYTES = 1 << 17;

  /** Which partition. */
  record Partition(Resolution resolution, long spanStartMs, short bucket) {}

  /** One row but for its key within the partition. */
  record Chunk(String metric, byte[] bytes) {}

  private final Partition partition;
  private final Map<SeriesId, Chunk> chunks = new LinkedHashMap<>();
  private int bytes;

  PartitionBatch(Partition partition) {
    this.partition = partition;
  }

  void put(SeriesId series, Chunk chunk) {
    chunks.put(series, chunk);
    bytes += chunk.bytes.length;
  }

  /** Whether it should be written before it takes more. */
  boolean isFull() {
    return chunks.size() >= MOST_ROWS || bytes >= MOST_BYTES;
  }

  Partition partition() {
    return partition;
  }

  Map<SeriesId, Chunk> chunks() {
    return chunks;
  }
}
