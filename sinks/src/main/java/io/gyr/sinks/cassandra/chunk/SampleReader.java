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
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads samples of full resolution: from whole spans, and from the pieces of what is not over yet.
 * For any number of threads.
 */
public final class SampleReader {
  /** What one call may hold of native histograms, in bucket counts; 32 MiB. */
  static final int MAX_BUCKETS = 1 << 22;

  /** What a histogram takes beside its buckets, as if it were so many more. */
  private static final int BUCKETS_OF_NONE = 16;

  private static final long SPAN_MS = Resolution.FULL.span().toMillis();

  /**
   * A span is not written whole before the clock of the job says that it is over in a minute at
   * most; the rest is for the difference of the clocks.
   */
  private static final long CLOCKS_MS = Duration.ofMinutes(10).toMillis();

  private final ChunkReader chunks;
  private final Clock clock;

  /** A reader; {@code clock} tells which spans are not over. */
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
    long nowMs = clock.millis();
    long openMs = Resolution.FULL.spanStartMs(nowMs);
    long notWholeMs = Resolution.FULL.spanStartMs(nowMs + CLOCKS_MS);
    ChunkReader.Reading open =
        chunks.begin(Resolution.OPEN, metric, series, Math.max(fromMs, openMs), toMs);
    ChunkReader.Reading whole =
        chunks.begin(Resolution.FULL, metric, series, fromMs, Math.min(toMs, notWholeMs - 1));
    return new Reading(metric, series, new Collecting(fromMs, toMs, openMs - SPAN_MS), whole, open);
  }

  /** Samples on their way. For one thread. */
  public final class Reading {
    private final String metric;
    private final Collection<SeriesId> series;
    private final Collecting collecting;
    private final ChunkReader.Reading whole;
    private final ChunkReader.Reading open;

    private Reading(
        String metric,
        Collection<SeriesId> series,
        Collecting collecting,
        ChunkReader.Reading whole,
        ChunkReader.Reading open) {
      this.metric = metric;
      this.series = series;
      this.collecting = collecting;
      this.whole = whole;
      this.open = open;
    }

    /**
     * Hands over what comes, once.
     *
     * @throws IOException if Cassandra does not answer or holds what is no chunk
     */
    public void visit(Visitor visitor) throws IOException, InterruptedException {
      whole.visit(collecting);
      visitUnwritten();
      open.visit(collecting);
      collecting.handOver(visitor);
    }

    /** The last span that is over may not be written whole yet: series take turns, jobs lag. */
    private void visitUnwritten() throws IOException, InterruptedException {
      long fromMs = Math.max(collecting.fromMs, collecting.lastSpanMs);
      long toMs = Math.min(collecting.toMs, collecting.lastSpanMs + SPAN_MS - 1);
      if (fromMs > toMs) {
        return;
      }
      Set<SeriesId> unwritten = new HashSet<>(series);
      unwritten.removeAll(collecting.inLastSpan);
      if (!unwritten.isEmpty()) {
        chunks.begin(Resolution.OPEN, metric, unwritten, fromMs, toMs).visit(collecting);
      }
    }
  }

  private static final class Collecting implements ChunkReader.Visitor {
    private final Map<SeriesId, SampleMerge> samples = new HashMap<>();
    private final Map<SeriesId, HistogramMerge> histograms = new HashMap<>();
    private final SampleDecoder decoder = new SampleDecoder();
    private final HistogramDecoder histogramDecoder = new HistogramDecoder();
    private final Set<SeriesId> inLastSpan = new HashSet<>();
    private final long fromMs;
    private final long toMs;
    private final long lastSpanMs;
    private long[] times = new long[0];
    private double[] values = new double[0];
    private String malformed = "";
    private long buckets;

    Collecting(long fromMs, long toMs, long lastSpanMs) {
      this.fromMs = fromMs;
      this.toMs = toMs;
      this.lastSpanMs = lastSpanMs;
    }

    @Override
    public void visit(SeriesId series, long spanStartMs, ByteBuffer chunk) {
      if (spanStartMs == lastSpanMs) {
        inLastSpan.add(series);
      }
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
