package io.gyr.promql.function;

import io.gyr.promql.annotation.Annotation;
import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a series that a range function sees at one step, sliding from step to step. Floats
 * and histograms are apart, stale markers are gone. Fields are open to the functions of this
 * package: reading them is all that the hot loops do.
 *
 * <p>A window is open to the left: it has the samples with {@code rangeStart < time <= rangeEnd}.
 */
public final class Window {
  private static final long[] NO_TIMES = new long[0];
  private static final FloatHistogram[] NO_HISTOGRAMS = new FloatHistogram[0];

  /** Floats of the whole series. */
  long[] times = NO_TIMES;

  double[] values = new double[0];
  int size;

  /** Histograms of the whole series. */
  long[] histogramTimes = NO_TIMES;

  FloatHistogram[] histograms = NO_HISTOGRAMS;
  int histogramSize;

  /** Floats and histograms inside are those at [from, to). */
  int from;

  int to;
  int histogramFrom;
  int histogramTo;

  /** How many samples the floats inside stand for, where {@link #rollup} is not null. */
  private long rolledUpSamples;

  long rangeStart;
  long rangeEnd;

  /** Time of the step, and the scalar arguments at it. */
  long stepTime;

  final double[] scalars;

  /** Positions of all arguments. */
  final List<PositionRange> argumentPositions;

  final PositionRange rangePosition;
  private final Annotations annotations;
  private Labels labels = Labels.EMPTY;

  /** What the floats stand for, if some were made of aggregates. */
  @Nullable Rollup rollup;

  /** The same of the histograms. */
  @Nullable Rollup histogramRollup;

  /** Set by a function whose result is a histogram. */
  private @Nullable FloatHistogram result;

  /**
   * A window of a function call.
   *
   * @param scalars where the scalar arguments will be put before each step
   * @param argumentPositions positions of all arguments
   * @param rangePosition position of the range vector
   * @param annotations where annotations go
   */
  public Window(
      double[] scalars,
      List<PositionRange> argumentPositions,
      PositionRange rangePosition,
      Annotations annotations) {
    this.scalars = scalars;
    this.argumentPositions = argumentPositions;
    this.rangePosition = rangePosition;
    this.annotations = annotations;
  }

  /** Goes to the beginning of another series. */
  public void load(RawSeries series) {
    labels = series.labels();
    rollup = series.rollup();
    from = 0;
    to = 0;
    histogramFrom = 0;
    histogramTo = 0;
    histogramSize = 0;
    rolledUpSamples = 0;
    if (series.histograms() == null && (rollup != null || !hasStaleMarker(series))) {
      times = series.times();
      values = series.values();
      size = series.size();
      return;
    }
    split(series);
  }

  private static boolean hasStaleMarker(RawSeries series) {
    double[] values = series.values();
    for (int i = 0; i < series.size(); i++) {
      if (SampleBits.isStale(values[i])) {
        return true;
      }
    }
    return false;
  }

  private void split(RawSeries series) {
    int length = series.size();
    times = new long[length];
    values = new double[length];
    size = 0;
    FloatHistogram[] all = series.histograms();
    int[] places = new int[length];
    int[] histogramPlaces = new int[all == null ? 0 : length];
    histogramTimes = all == null ? NO_TIMES : new long[length];
    histograms = all == null ? NO_HISTOGRAMS : new FloatHistogram[length];
    for (int i = 0; i < length; i++) {
      FloatHistogram histogram = all == null ? null : all[i];
      if (histogram != null) {
        histogramPlaces[histogramSize] = i;
        histogramTimes[histogramSize] = series.times()[i];
        histograms[histogramSize++] = histogram;
      } else if (!SampleBits.isStale(series.values()[i])) {
        places[size] = i;
        times[size] = series.times()[i];
        values[size++] = series.values()[i];
      }
    }
    histogramRollup = rollup == null ? null : rollup.at(histogramPlaces, histogramSize);
    rollup = rollup == null ? null : rollup.at(places, size);
  }

  /**
   * Slides to another step; both ends must not go back.
   *
   * @return whether there is anything inside
   */
  public boolean slide(long start, long end, long time) {
    rangeStart = start;
    rangeEnd = end;
    stepTime = time;
    int fromBefore = from;
    int toBefore = to;
    while (to < size && times[to] <= end) {
      to++;
    }
    while (from < to && times[from] <= start) {
      from++;
    }
    if (rollup != null) {
      rolledUpSamples += rollup.samples(toBefore, to) - rollup.samples(fromBefore, from);
    }
    while (histogramTo < histogramSize && histogramTimes[histogramTo] <= end) {
      histogramTo++;
    }
    while (histogramFrom < histogramTo && histogramTimes[histogramFrom] <= start) {
      histogramFrom++;
    }
    return from < to || histogramFrom < histogramTo;
  }

  /** The scalar arguments, to be filled in before each step. */
  public double[] scalars() {
    return scalars;
  }

  /** Number of samples inside, or that those inside stand for. */
  public long samples() {
    return floatSamples() + histogramSamples();
  }

  /** Number of samples inside, each once, whatever it stands for. */
  int points() {
    return floatCount() + histogramCount();
  }

  long floatSamples() {
    return rollup == null ? floatCount() : rolledUpSamples;
  }

  long histogramSamples() {
    return histogramRollup == null
        ? histogramCount()
        : histogramRollup.samples(histogramFrom, histogramTo);
  }

  /** What the floats inside stand for; null if all stand for themselves. */
  @Nullable Rollup rollupInside() {
    return rollup == null || from >= rollup.size() ? null : rollup;
  }

  /** The same of the histograms. */
  @Nullable Rollup histogramRollupInside() {
    return histogramRollup == null || histogramFrom >= histogramRollup.size()
        ? null
        : histogramRollup;
  }

  int floatCount() {
    return to - from;
  }

  int histogramCount() {
    return histogramTo - histogramFrom;
  }

  boolean isMixed() {
    return from < to && histogramFrom < histogramTo;
  }

  String metricName() {
    return labels.metricName();
  }

  void annotate(Annotation annotation) {
    annotations.add(annotation);
  }

  /** Makes a histogram the result of this step. */
  double histogram(FloatHistogram histogram) {
    result = histogram;
    return SampleBits.STALE;
  }

  /** The histogram that is the result of this step, if it is one; taken away. */
  public @Nullable FloatHistogram takeHistogram() {
    FloatHistogram taken = result;
    result = null;
    return taken;
  }
}
