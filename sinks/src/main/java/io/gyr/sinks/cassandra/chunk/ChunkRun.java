package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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

  private static final int ROW_BYTES = 120;

  private final List<SeriesId> series = new ArrayList<>();
  private final List<ByteBuffer> chunks = new ArrayList<>();
  private int bytes = ROW_BYTES;

  void add(SeriesId id, ByteBuffer chunk) {
    series.add(id);
    chunks.add(chunk);
    bytes += ROW_BYTES + chunk.remaining();
  }

  /** About how much memory it takes. */
  public int bytes() {
    return bytes;
  }

  void visit(long spanMs, ChunkReader.Visitor visitor) {
    for (int i = 0; i < series.size(); i++) {
      visitor.visit(series.get(i), spanMs, chunks.get(i).duplicate());
    }
  }
}
