package io.gyr.timeseries.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.RandomHistograms;
import io.gyr.timeseries.histogram.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistogramWindowsTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 3_600_000;

  @Property(tries = 100, seed = "1")
  void joinedWindowsSayWhatTheHistogramsSay(@ForAll long seed) {
    Histograms series = series(new Random(seed));
    List<HistogramWindow> minutes = series.windows(MINUTE_MS);
    List<HistogramWindow> tens = HistogramWindows.coarser(minutes, 10 * MINUTE_MS);
    expectSame(tens, series.windows(10 * MINUTE_MS));
    List<HistogramWindow> hours = series.windows(HOUR_MS);
    expectSame(HistogramWindows.coarser(tens, HOUR_MS), hours);
    expectSame(HistogramWindows.coarser(minutes, HOUR_MS), hours);
  }

  /** Counts are whole and sums quarters, so no addition rounds. */
  @Property(tries = 100, seed = "2")
  void whatWasObservedIsAllThere(@ForAll long seed) {
    Histograms series = series(new Random(seed));
    double counts = 0;
    double sums = 0;
    long samples = 0;
    for (int i = 0; i < series.histograms.size(); i++) {
      if (!StaleMarker.is(series.histograms.get(i).sum())) {
        samples++;
        counts += series.histograms.get(i).count();
        sums += series.histograms.get(i).sum();
      }
    }
    for (HistogramWindow window : series.windows(24 * HOUR_MS)) {
      HistogramAggregate aggregate = window.aggregate();
      if (aggregate != null) {
        samples -= aggregate.count();
        counts -= aggregate.sum().count();
        sums -= aggregate.sum().sum();
      }
    }
    assertThat(samples).isZero();
    assertThat(counts).isZero();
    assertThat(sums).isZero();
  }

  @Property(tries = 300, seed = "3")
  void histogramsComeBackFromThoseOfPromql(@ForAll long seed) {
    Histograms series = series(new Random(seed));
    for (int i = 0; i < series.histograms.size(); i += 17) {
      NativeHistogram histogram = series.histograms.get(i);
      assertThat(HistogramConversion.toNative(HistogramConversion.toFloat(histogram)))
          .isEqualTo(histogram);
    }
  }

  @Test
  void aSumHasNoMoreBucketsThanAChunkHasRoomFor() {
    Histograms series = new Histograms();
    for (int i = 0; i < 50; i++) {
      series.add(i, wide(8, i * 1_000));
    }
    HistogramAggregate sum = series.windows(MINUTE_MS).get(0).aggregate();
    assertThat(sum.sum().layout().buckets()).isBetween(1_000, 2_000);
    assertThat(sum.sum().layout().schema()).isEqualTo(3);
    assertThat(sum.sum().count()).isEqualTo(50);
  }

  @Test
  void whereHistogramsTakeTurnsOnlySoManyPartsAreKept() {
    Histograms series = new Histograms();
    for (int i = 0; i < 7_000; i++) {
      int schema = i % 2 == 0 ? HistogramLayout.CUSTOM_BUCKETS : 8;
      series.add(i * 1_000L, wide(schema, 0));
    }
    List<HistogramWindow> all = series.windows(MINUTE_MS);
    assertThat(all).hasSize(7_000);
    assertThat(HistogramWindows.fitting(all)).hasSize(117).last().isEqualTo(all.get(6_999));
    assertThat(HistogramWindows.fitting(all.subList(0, 4_000))).hasSize(4_000);
  }

  /** Histograms and their times. */
  private static final class Histograms {
    private final List<Long> times = new ArrayList<>();
    private final List<NativeHistogram> histograms = new ArrayList<>();

    void add(long timeMs, NativeHistogram histogram) {
      times.add(timeMs);
      histograms.add(histogram);
    }

    List<HistogramWindow> windows(long windowMs) {
      return HistogramWindows.of(
          windowMs,
          times.stream().mapToLong(Long::longValue).toArray(),
          histograms.toArray(NativeHistogram[]::new),
          times.size());
    }
  }

  private static NativeHistogram wide(int schema, int offset) {
    boolean custom = schema == HistogramLayout.CUSTOM_BUCKETS;
    double[] buckets = new double[1_000];
    buckets[7] = 1;
    HistogramLayout layout =
        new HistogramLayout(
            schema,
            0,
            Spans.of(new int[] {offset}, new int[] {1_000}),
            Spans.NONE,
            custom ? new double[] {1} : new double[0]);
    return new NativeHistogram(layout, ResetHint.GAUGE, 1, 0, 1, buckets);
  }

  private static Histograms series(Random random) {
    RandomHistograms histograms = new RandomHistograms(random, true);
    Histograms series = new Histograms();
    for (long time = 3; time < 2 * HOUR_MS; time += 20_000) {
      if (random.nextInt(40) > 0) {
        series.add(time, histograms.next());
      }
    }
    return series;
  }

  private static void expectSame(List<HistogramWindow> found, List<HistogramWindow> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      HistogramWindow window = found.get(i);
      HistogramWindow other = expected.get(i);
      assertThat(window.startMs()).isEqualTo(other.startMs());
      assertThat(window.stale()).isEqualTo(other.stale());
      HistogramAggregate aggregate = window.aggregate();
      HistogramAggregate exact = other.aggregate();
      if (aggregate == null || exact == null) {
        assertThat(aggregate).isEqualTo(exact);
        continue;
      }
      assertThat(aggregate.count()).isEqualTo(exact.count());
      assertThat(aggregate.firstMs()).isEqualTo(exact.firstMs());
      assertThat(aggregate.lastMs()).isEqualTo(exact.lastMs());
      assertThat(aggregate.resets()).isEqualTo(exact.resets());
      assertThat(aggregate.first()).isEqualTo(exact.first());
      assertThat(aggregate.last()).isEqualTo(exact.last());
      expectSame(aggregate.sum(), exact.sum());
      expectSame(aggregate.correction(), exact.correction());
    }
  }

  private static void expectSame(
      @Nullable NativeHistogram found, @Nullable NativeHistogram expected) {
    if (found == null || expected == null) {
      assertThat(found).isEqualTo(expected);
      return;
    }
    FloatHistogram exact = HistogramConversion.toFloat(expected);
    assertThat(HistogramConversion.toFloat(found).sameAs(exact)).as("%s", found).isTrue();
    assertThat(found.resetHint()).isEqualTo(expected.resetHint());
  }
}
