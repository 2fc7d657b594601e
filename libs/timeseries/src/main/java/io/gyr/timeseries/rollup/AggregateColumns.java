package io.gyr.timeseries.rollup;

import io.gyr.timeseries.sketch.DdSketch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of consecutive windows, a growing array for each of their numbers, for loops that look
 * at one of them over many windows. The arrays are the columns themselves and may be longer than
 * {@link #size()}; they are others after the columns have grown. Not for several threads at once.
 */
public final class AggregateColumns {
  private long[] startsMs = new long[0];
  private long[] counts = new long[0];
  private long[] firstsMs = new long[0];
  private long[] lastsMs = new long[0];
  private double[] sums = new double[0];
  private double[] mins = new double[0];
  private double[] maxs = new double[0];
  private double[] firsts = new double[0];
  private double[] lasts = new double[0];
  private double[] corrections = new double[0];
  private long[] resets = new long[0];
  private long[] stales = new long[0];
  private @Nullable DdSketch[] sketches = new DdSketch[0];
  private int size;

  /** Number of windows. */
  public int size() {
    return size;
  }

  /** Forgets all windows. */
  public void clear() {
    size = 0;
  }

  /** Makes room for {@code more} windows and counts them; what they hold is undefined. */
  public void grow(int more) {
    int from = size;
    size += more;
    if (startsMs.length >= size) {
      Arrays.fill(sketches, from, size, null);
      return;
    }
    int capacity = Math.max(size, 2 * startsMs.length);
    startsMs = Arrays.copyOf(startsMs, capacity);
    counts = Arrays.copyOf(counts, capacity);
    firstsMs = Arrays.copyOf(firstsMs, capacity);
    lastsMs = Arrays.copyOf(lastsMs, capacity);
    sums = Arrays.copyOf(sums, capacity);
    mins = Arrays.copyOf(mins, capacity);
    maxs = Arrays.copyOf(maxs, capacity);
    firsts = Arrays.copyOf(firsts, capacity);
    lasts = Arrays.copyOf(lasts, capacity);
    corrections = Arrays.copyOf(corrections, capacity);
    resets = Arrays.copyOf(resets, capacity);
    stales = Arrays.copyOf(stales, capacity);
    sketches = Arrays.copyOf(sketches, capacity);
    Arrays.fill(sketches, from, size, null);
  }

  /** Appends a window. */
  public void add(WindowAggregate window) {
    int at = size;
    grow(1);
    startsMs[at] = window.startMs();
    counts[at] = window.count();
    firstsMs[at] = window.firstMs();
    lastsMs[at] = window.lastMs();
    sums[at] = window.sum();
    mins[at] = window.min();
    maxs[at] = window.max();
    firsts[at] = window.first();
    lasts[at] = window.last();
    corrections[at] = window.correction();
    resets[at] = window.resets();
    stales[at] = window.stale() ? 1 : 0;
    DdSketch sketch = window.sketch();
    sketches[at] = sketch != null && sketch.size() > 1 ? sketch : null;
  }

  /** The window at {@code index}. */
  public WindowAggregate get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("window " + index + " of " + size);
    }
    return new WindowAggregate(
        startsMs[index],
        counts[index],
        firstsMs[index],
        lastsMs[index],
        sums[index],
        mins[index],
        maxs[index],
        firsts[index],
        lasts[index],
        corrections[index],
        resets[index],
        stales[index] != 0,
        sketch(index));
  }

  /** See {@link WindowAggregate#sketch()}. */
  public @Nullable DdSketch sketch(int index) {
    DdSketch sketch = sketches[index];
    return sketch != null
        ? sketch
        : OneBin.of(counts[index], sums[index], mins[index], maxs[index]);
  }

  /** Sketches of more than one bin; null where there is none, or it is not known. */
  public @Nullable DdSketch[] sketches() {
    return sketches;
  }

  /** See {@link WindowAggregate#startMs()}. */
  public long[] startsMs() {
    return startsMs;
  }

  /** See {@link WindowAggregate#count()}. */
  public long[] counts() {
    return counts;
  }

  /** See {@link WindowAggregate#firstMs()}. */
  public long[] firstsMs() {
    return firstsMs;
  }

  /** See {@link WindowAggregate#lastMs()}. */
  public long[] lastsMs() {
    return lastsMs;
  }

  /** See {@link WindowAggregate#sum()}. */
  public double[] sums() {
    return sums;
  }

  /** See {@link WindowAggregate#min()}. */
  public double[] mins() {
    return mins;
  }

  /** See {@link WindowAggregate#max()}. */
  public double[] maxs() {
    return maxs;
  }

  /** See {@link WindowAggregate#first()}. */
  public double[] firsts() {
    return firsts;
  }

  /** See {@link WindowAggregate#last()}. */
  public double[] lasts() {
    return lasts;
  }

  /** See {@link WindowAggregate#correction()}. */
  public double[] corrections() {
    return corrections;
  }

  /** See {@link WindowAggregate#resets()}. */
  public long[] resets() {
    return resets;
  }

  /** 1 where {@link WindowAggregate#stale()}, 0 elsewhere. */
  public long[] stales() {
    return stales;
  }
}
