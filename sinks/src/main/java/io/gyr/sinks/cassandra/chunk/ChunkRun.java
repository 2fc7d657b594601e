package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The chunks that some series of a metric have in one partition of one span. Nothing changes it
 * once it is read, so any number of threads may share it.
 */
public final class ChunkRun {
  /**
   * Which run.
   *
   * @param spanMs start of the span, since 1970
   * @param bucket which partition of the span
   * @param series how many series are wanted
   * @param high sum of the upper halves of their ids, and with {@code low} as good as the ids
   *     themselves, for these are hashes
   * @param low sum of the lower halves
   */
  public record Key(
      Resolution resolution,
      String metric,
      long spanMs,
      short bucket,
      int series,
      long high,
      long low) {}

  /** Gives runs: from Cassandra, or from what was read before. For any number of threads. */
  public interface Source {
    /** Each one from Cassandra. */
    Source STORE = (key, load) -> load.get();

    /**
     * A run, or one that is on its way.
     *
     * @param load reads it from Cassandra
     */
    CompletionStage<ChunkRun> get(
        Key key, java.util.function.Supplier<CompletionStage<ChunkRun>> load);
  }

  private static final int OWN_BYTES = 160;
  private static final int SERIES_BYTES = 40;
  private static final int FIRST_SERIES = 16;
  private static final int FIRST_BYTES = 1024;

  private final List<SeriesId> series = new ArrayList<>();

  /** The chunks one behind the other, as they are visited: a list of buffers misses the caches. */
  private byte[] chunks = new byte[FIRST_BYTES];

  private int[] ends = new int[FIRST_SERIES];

  void add(SeriesId id, ByteBuffer chunk) {
    int count = series.size();
    int start = count == 0 ? 0 : ends[count - 1];
    int length = chunk.remaining();
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    if (start + length > chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(start + length, 2 * chunks.length));
    }
    chunk.get(chunk.position(), chunks, start, length);
    ends[count] = start + length;
    series.add(id);
  }

  /** Frees what was reserved for more chunks. */
  void complete() {
    chunks = Arrays.copyOf(chunks, series.isEmpty() ? 0 : ends[series.size() - 1]);
  }

  /** About how much memory it takes. */
  public int bytes() {
    return OWN_BYTES + SERIES_BYTES * series.size() + chunks.length;
  }

  void visit(long spanMs, ChunkReader.Visitor visitor) {
    int start = 0;
    for (int i = 0; i < series.size(); i++) {
      visitor.visit(series.get(i), spanMs, ByteBuffer.wrap(chunks, start, ends[i] - start));
      start = ends[i];
    }
  }
}
