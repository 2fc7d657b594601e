package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.DoubleDecoder;
import io.gyr.timeseries.column.LongDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;

/** Reads what {@link HistogramRunEncoder} wrote. Reusable; not for several threads at once. */
final class HistogramRunDecoder {
  private final LongDecoder longs = new LongDecoder();
  private final DoubleDecoder doubles = new DoubleDecoder();
  private int left;

  /** Begins with another chunk. */
  void clear() {
    left = HistogramRunEncoder.MAX_COUNTS;
  }

  /** Reads {@code count} histograms into {@code histograms} from {@code at} on. */
  void decode(ByteInput in, int count, NativeHistogram[] histograms, int at)
      throws MalformedChunkException {
    int done = 0;
    while (done < count) {
      int run = in.readCount("entries of a run", count - done);
      if (run == 0) {
        throw new MalformedChunkException("empty run before byte " + in.position());
      }
      HistogramLayout layout = readLayout(in, left / run);
      left -= run * layout.buckets();
      readRun(in, layout, run, histograms, at + done);
      done += run;
    }
  }

  private HistogramLayout readLayout(ByteInput in, int maxBuckets) throws MalformedChunkException {
    int schema = readInt(in, "schema");
    double zeroThreshold = Double.longBitsToDouble(in.readLong());
    Spans positive = readSpans(in, maxBuckets);
    Spans negative = readSpans(in, maxBuckets - positive.buckets());
    int bounds = in.readCount("bounds", ChunkLayout.MAX_ENTRIES);
    double[] customValues = new double[bounds];
    doubles.decode(in, bounds, customValues, 0);
    return new HistogramLayout(schema, zeroThreshold, positive, negative, customValues);
  }

  private static Spans readSpans(ByteInput in, int maxBuckets) throws MalformedChunkException {
    int spans = in.readCount("spans", Math.min(in.remaining(), ChunkLayout.MAX_ENTRIES));
    int[] offsets = new int[spans];
    int[] lengths = new int[spans];
    int left = maxBuckets;
    for (int i = 0; i < spans; i++) {
      offsets[i] = readInt(in, "offset of a span");
      lengths[i] = in.readCount("buckets", left);
      left -= lengths[i];
      if (i > 0 && offsets[i] < 0) {
        throw new MalformedChunkException("spans overlap before byte " + in.position());
      }
    }
    return Spans.of(offsets, lengths);
  }

  private static int readInt(ByteInput in, String what) throws MalformedChunkException {
    long number = in.readZigzag();
    if (number != (int) number) {
      throw new MalformedChunkException(what + " " + number + " before byte " + in.position());
    }
    return (int) number;
  }

  private void readRun(
      ByteInput in, HistogramLayout layout, int run, NativeHistogram[] histograms, int at)
      throws MalformedChunkException {
    long[] hints = new long[run];
    longs.decode(in, run, hints, 0);
    double[] counts = readColumn(in, run);
    double[] zeroCounts = readColumn(in, run);
    double[] sums = readColumn(in, run);
    double[][] buckets = new double[run][layout.buckets()];
    double[] column = new double[run];
    for (int bucket = 0; bucket < layout.buckets(); bucket++) {
      doubles.decode(in, run, column, 0);
      for (int i = 0; i < run; i++) {
        buckets[i][bucket] = column[i];
      }
    }
    for (int i = 0; i < run; i++) {
      if (hints[i] < 0 || hints[i] >= ResetHint.values().length) {
        throw new MalformedChunkException("reset hint " + hints[i]);
      }
      ResetHint hint = ResetHint.values()[(int) hints[i]];
      histograms[at + i] =
          new NativeHistogram(layout, hint, counts[i], zeroCounts[i], sums[i], buckets[i]);
    }
  }

  private double[] readColumn(ByteInput in, int run) throws MalformedChunkException {
    double[] column = new double[run];
    doubles.decode(in, run, column, 0);
    return column;
  }
}
