package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.WindowDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads aggregates of chosen series of one metric. For any number of threads. */
public final class AggregateReader {
  private final ChunkReader chunks;

  /** A reader. */
  public AggregateReader(ChunkReader chunks) {
    this.chunks = chunks;
  }

  /** Takes the windows of one chunk. */
  public interface Visitor {
    /**
     * Windows of a series, in the order of their times; further ones of the series are later.
     *
     * @param columns holds the windows at {@code from} to {@code to}, exclusive, until the call
     *     returns
     */
    void visit(SeriesId series, AggregateColumns columns, int from, int to);

    /**
     * The same of windows in which the series had native histograms. Who does not implement this
     * sees none.
     *
     * @param windows in the order of their times; the visitor's
     */
    default void visitHistograms(SeriesId series, List<HistogramWindow> windows) {}
  }

  /**
   * Reads the windows that start from {@code fromMs} on and before {@code toMs}.
   *
   * @param sketches whether how values are spread is wanted, which takes longer than all the rest
   * @throws TooManyBucketsException if there are more native histograms than one call may give;
   *     fewer series at a time have less
   * @throws IOException if Cassandra does not answer or holds what is no chunk
   */
  public void read(
      Resolution resolution,
      String metric,
      Collection<SeriesId> series,
      long fromMs,
      long toMs,
      boolean sketches,
      Visitor visitor)
      throws IOException, InterruptedException {
    begin(resolution, metric, series, fromMs, toMs, sketches).visit(visitor);
  }

  /** Begins to read the same, so that something else can be done until it is there. */
  public Reading begin(
      Resolution resolution,
      String metric,
      Collection<SeriesId> series,
      long fromMs,
      long toMs,
      boolean sketches) {
    return new Reading(
        chunks.begin(resolution, metric, series, fromMs, toMs - 1), fromMs, toMs, sketches);
  }

  /** Windows on their way. For one thread. */
  public record Reading(ChunkReader.Reading chunks, long fromMs, long toMs, boolean sketches) {
    /**
     * Hands over what comes, once.
     *
     * @throws IOException if Cassandra does not answer or holds what is no chunk
     */
    public void visit(Visitor visitor) throws IOException, InterruptedException {
      Decoding decoding = new Decoding(fromMs, toMs, sketches, visitor);
      chunks.visit(decoding);
      if (decoding.buckets > SampleReader.MAX_BUCKETS) {
        throw new TooManyBucketsException();
      }
      if (!decoding.malformed.isEmpty()) {
        throw new IOException(decoding.malformed);
      }
    }
  }

  private static final class Decoding implements ChunkReader.Visitor {
    private final WindowDecoder decoder;
    private final AggregateColumns columns = new AggregateColumns();
    private final long fromMs;
    private final long toMs;
    private final Visitor visitor;
    private String malformed = "";
    private long buckets;

    Decoding(long fromMs, long toMs, boolean sketches, Visitor visitor) {
      this.decoder = new WindowDecoder(sketches);
      this.fromMs = fromMs;
      this.toMs = toMs;
      this.visitor = visitor;
    }

    @Override
    public void visit(SeriesId series, long spanStartMs, ByteBuffer chunk) {
      if (buckets > SampleReader.MAX_BUCKETS) {
        return;
      }
      columns.clear();
      List<HistogramWindow> histograms = new ArrayList<>();
      try {
        decoder.read(chunk, columns, histograms);
      } catch (MalformedChunkException e) {
        malformed = "chunk of series " + series + " from " + spanStartMs + ": " + e.getMessage();
        return;
      }
      long[] starts = columns.startsMs();
      int from = 0;
      while (from < columns.size() && starts[from] < fromMs) {
        from++;
      }
      int to = columns.size();
      while (to > from && starts[to - 1] >= toMs) {
        to--;
      }
      if (from < to) {
        visitor.visit(series, columns, from, to);
      }
      histograms.removeIf(window -> window.startMs() < fromMs || window.startMs() >= toMs);
      for (HistogramWindow window : histograms) {
        buckets += window.aggregate() == null ? 0 : window.aggregate().buckets();
      }
      if (!histograms.isEmpty() && buckets <= SampleReader.MAX_BUCKETS) {
        visitor.visitHistograms(series, histograms);
      }
    }
  }
}
