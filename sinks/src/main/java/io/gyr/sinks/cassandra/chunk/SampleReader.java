package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.ChunkKind;
import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.chunk.HistogramDecoder;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads samples of full resolution: from whole spans, and from the pieces of what is not over yet.
 * For any number of threads.
 */
public final class SampleReader {
  /** What one call may hold of native histograms, in bucket counts; 32 MiB. */
  static final int MAX_BUCKETS = 1 << 22;

  /** What a histogram takes beside its buckets, as if it were so many more. */
  private static final int BUCKETS_OF_NONE = 16;

  private final ChunkReader chunks;
  private final Clock clock;

  /** A reader; {@code clock} tells which spans may have pieces only. */
  public SampleReader(ChunkReader chunks, Clock clock) {
    this.chunks = chunks;
    this.clock = clock;
  }

  /** Takes the samples of one series. */
  public interface Visitor {
    /**
     * All samples of a series in the range, in the order of their times; not called for a series
     * without any. The arrays are the visitor's.
     *
     * @param count how many of the arrays' first numbers are samples
     */
    void visit(SeriesId series, long[] timesMs, double[] values, int count);

    /**
     * The same of native histograms. A series that has both, each in spans of their own, is visited
     * with both, the samples first. Who does not implement this sees no histograms.
     *
     * @param timesMs as many as there are histograms
     */
    default void visitHistograms(SeriesId series, long[] timesMs, NativeHistogram[] histograms) {}
  }

  /**
   * Reads the samples from {@code fromMs} to {@code toMs}, both inclusive.
   *
   * @throws TooManyBucketsException if the native histograms would take too much memory; fewer
   *     series at a time take less
   * @throws IOException if Cassandra does not answer or holds what is no chunk
   */
  public void read(
      String metric, Collection<SeriesId> series, long fromMs, long toMs, Visitor visitor)
      throws IOException, InterruptedException {
    begin(metric, series, fromMs, toMs).visit(visitor);
  }

  /** Begins to read the same, so that something else can be done until it is there. */
  public Reading begin(String metric, Collection<SeriesId> series, long fromMs, long toMs) {
    List<ChunkReader.Reading> readings = new ArrayList<>();
    readings.add(chunks.begin(Resolution.FULL, metric, series, fromMs, toMs));
    long spanMs = Resolution.FULL.span().toMillis();
    // The span before this one may not be written yet: series take turns.
    long openMs = Resolution.FULL.spanStartMs(clock.millis()) - spanMs;
    if (toMs >= openMs) {
      readings.add(chunks.begin(Resolution.OPEN, metric, series, Math.max(fromMs, openMs), toMs));
    }
    return new Reading(readings, fromMs, toMs);
  }

  /**
   * Samples on their way. For one thread.
   *
   * @param chunks whole spans, then pieces
   */
  public record Reading(List<ChunkReader.Reading> chunks, long fromMs, long toMs) {
    /**
     * Hands over what comes, once.
     *
     * @throws IOException if Cassandra does not answer or holds what is no chunk
     */
    public void visit(Visitor visitor) throws IOException, InterruptedException {
      Collecting collecting = new Collecting(fromMs, toMs);
      for (ChunkReader.Reading reading : chunks) {
        reading.visit(collecting);
      }
      collecting.handOver(visitor);
    }
  }

  private static final class Collecting implements ChunkReader.Visitor {
    private final Map<SeriesId, SampleMerge> samples = new HashMap<>();
    private final Map<SeriesId, HistogramMerge> histograms = new HashMap<>();
    private final SampleDecoder decoder = new SampleDecoder();
    private final HistogramDecoder histogramDecoder = new HistogramDecoder();
    private final long fromMs;
    private final long toMs;
    private long[] times = new long[0];
    private double[] values = new double[0];
    private String malformed = "";
    private long buckets;

    Collecting(long fromMs, long toMs) {
      this.fromMs = fromMs;
      this.toMs = toMs;
    }

    @Override
    public void visit(SeriesId series, long spanStartMs, ByteBuffer chunk) {
      try {
        if (chunk.hasRemaining()
            && ChunkLayout.kind(chunk.get(chunk.position())) == ChunkKind.HISTOGRAMS) {
          addHistograms(series, chunk);
          return;
        }
        int count = decoder.open(chunk);
        if (times.length < count) {
          times = new long[count];
          values = new double[count];
        }
        decoder.read(times, values, 0);
        samples
            .computeIfAbsent(series, unseen -> new SampleMerge())
            .add(times, values, count, fromMs, toMs);
      } catch (MalformedChunkException e) {
        malformed = "chunk of series " + series + " from " + spanStartMs + ": " + e.getMessage();
      }
    }

    private void addHistograms(SeriesId series, ByteBuffer chunk) throws MalformedChunkException {
      if (buckets > MAX_BUCKETS) {
        return;
      }
      int count = histogramDecoder.open(chunk);
      long[] at = new long[count];
      NativeHistogram[] found = new NativeHistogram[count];
      histogramDecoder.read(at, found, 0);
      for (NativeHistogram each : found) {
        buckets += BUCKETS_OF_NONE + each.layout().buckets();
      }
      if (buckets > MAX_BUCKETS) {
        histograms.clear();
        return;
      }
      histograms
          .computeIfAbsent(series, unseen -> new HistogramMerge())
          .add(at, found, count, fromMs, toMs);
    }

    void handOver(Visitor visitor) throws IOException {
      if (buckets > MAX_BUCKETS) {
        throw new TooManyBucketsException();
      }
      if (!malformed.isEmpty()) {
        throw new IOException(malformed);
      }
      samples.forEach(
          (id, merged) -> {
            if (merged.count() > 0) {
              visitor.visit(id, merged.timesMs(), merged.values(), merged.count());
            }
          });
      histograms.forEach(
          (id, merged) -> {
            if (merged.count() > 0) {
              visitor.visitHistograms(id, merged.timesMs(), merged.histograms());
            }
          });
    }
  }
}
