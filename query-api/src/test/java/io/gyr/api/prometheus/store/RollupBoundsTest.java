package io.gyr.api.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.source.SampleBits;
import io.gyr.promql.value.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How far answers from aggregates may be from those from samples where ranges begin or end inside
 * windows, as {@code docs/promql.md} states it.
 */
class RollupBoundsTest {
  private static final long MINUTE = 60_000;

  /** All ranges lie where there are windows of ten minutes. */
  private static final long WINDOW = 10 * MINUTE;

  private static final long END = RolledUpSamples.NOW - 2 * RolledUpSamples.DAY - 17_000;
  private static final long START = END - 9 * 60 * MINUTE;
  private static final long STEP = 7 * MINUTE + 13_000;
  private static final long RANGE = 47 * MINUTE + 5_000;

  /** What a range has of samples, from the first to the last window that it touches or contains. */
  private record Around(RolledUpSamples samples, long start, long end) {
    /** Whole windows inside. */
    Around within() {
      return new Around(samples, up(start), down(end));
    }

    /** Those that are cut off, too. */
    Around beyond() {
      return new Around(samples, down(start), up(end));
    }

    private static long down(long time) {
      return time - Math.floorMod(time, WINDOW);
    }

    private static long up(long time) {
      return down(time + WINDOW - 1);
    }

    double[] values() {
      int from = samples.first(start);
      int to = samples.first(end);
      double[] values = new double[Math.max(0, to - from)];
      int size = 0;
      for (int i = from; i < to; i++) {
        if (!SampleBits.isStale(samples.values()[i])) {
          values[size++] = samples.values()[i];
        }
      }
      return Arrays.copyOf(values, size);
    }

    double gained() {
      double[] values = values();
      double gained = 0;
      for (int i = 1; i < values.length; i++) {
        gained += values[i] < values[i - 1] ? values[i] : values[i] - values[i - 1];
      }
      return gained;
    }
  }

  /** Takes one step of an answer. */
  private interface Check {
    void accept(double found, Around range);
  }

  private static void forEachStep(String query, boolean counter, Check check) {
    Random random = new Random(5);
    int steps = 0;
    for (int round = 0; round < 10; round++) {
      RolledUpSamples samples = RolledUpSamples.random(random, counter);
      String sized = query.replace("RANGE", RANGE / 1000 + "s");
      for (Series series : samples.rolledUp(sized, START, END, STEP)) {
        for (int i = 0; i < series.values().length; i++) {
          long end = series.times()[i];
          check.accept(series.values()[i], new Around(samples, end - RANGE, end));
          steps++;
        }
      }
    }
    assertThat(steps).isGreaterThan(500);
  }

  @Test
  void aCountHasWholeWindows() {
    forEachStep(
        "count_over_time(m[RANGE])",
        true,
        (found, range) ->
            assertThat(found)
                .isBetween(
                    (double) range.within().values().length,
                    (double) range.beyond().values().length));
  }

  @Test
  void aSumHasWholeWindows() {
    forEachStep(
        "sum_over_time(m[RANGE])",
        true,
        (found, range) ->
            assertThat(found)
                .isBetween(sum(range.within().values()), sum(range.beyond().values())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"min_over_time", "max_over_time", "avg_over_time"})
  void anExtremeOrAMeanIsOneOfWholeWindows(String function) {
    forEachStep(
        function + "(m[RANGE])",
        true,
        (found, range) -> {
          double[] beyond = range.beyond().values();
          assertThat(found).isBetween(extreme(beyond, false), extreme(beyond, true));
          double[] within = range.within().values();
          if (within.length > 0 && function.startsWith("min")) {
            assertThat(found).isLessThanOrEqualTo(extreme(within, false));
          }
          if (within.length > 0 && function.startsWith("max")) {
            assertThat(found).isGreaterThanOrEqualTo(extreme(within, true));
          }
        });
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double extreme(double[] values, boolean greatest) {
    double extreme = greatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (double value : values) {
      extreme = greatest ? Math.max(extreme, value) : Math.min(extreme, value);
    }
    return extreme;
  }

  /**
   * What was gained in the windows that are cut off is missed at most; ends are extrapolated to.
   */
  @Test
  void anIncreaseMissesNoMoreThanTheWindowsAtItsEnds() {
    forEachStep(
        "increase(m[RANGE])",
        true,
        (found, range) -> {
          double most = range.beyond().gained();
          double cutOff = most - range.within().gained();
          double exact = range.gained();
          // Either is extrapolated by no more than 1.1 average distances at each end.
          int distances = Math.max(1, range.within().values().length - 1);
          double extrapolated = 2.2 * most / distances;
          assertThat(found).isBetween(exact - cutOff - extrapolated, exact + cutOff + extrapolated);
        });
  }

  /** Each of the two values that it is between is off by no more than a hundredth. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.5, 0.95, 1})
  void aQuantileOverWholeWindowsIsWithinOnePercent(double q) {
    Random random = new Random(8);
    long step = 60 * MINUTE;
    for (int round = 0; round < 16; round++) {
      RolledUpSamples samples = RolledUpSamples.random(random, round % 4 == 0);
      String query = "quantile_over_time(" + q + ", m[2h])";
      long end = RolledUpSamples.NOW;
      List<Series> exact = samples.exactly(query, end - 40 * step, end, step);
      List<Series> found = samples.rolledUp(query, end - 40 * step, end, step);
      assertThat(found).hasSameSizeAs(exact);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).times()).isEqualTo(exact.get(i).times());
        for (int j = 0; j < found.get(i).times().length; j++) {
          double value = found.get(i).values()[j];
          double expected = exact.get(i).values()[j];
          long time = found.get(i).times()[j];
          double bound = 0.010001 * greatestAround(samples, time, q);
          assertThat(Double.compare(value, expected) == 0 || Math.abs(value - expected) <= bound)
              .as("round %s at %s: %s instead of %s", round, time, value, expected)
              .isTrue();
        }
      }
    }
  }

  private static double greatestAround(RolledUpSamples samples, long time, double q) {
    double[] values = new Around(samples, time - 120 * MINUTE, time).values();
    // NaNs are the lowest.
    Arrays.setAll(values, i -> Double.isNaN(values[i]) ? Double.NEGATIVE_INFINITY : values[i]);
    Arrays.sort(values);
    double rank = q * (values.length - 1);
    double below = values[(int) Math.floor(rank)];
    double above = values[(int) Math.ceil(rank)];
    return Math.max(Math.abs(below), Math.abs(above));
  }

  @Test
  void aSelectionIsOffByNoMoreThanItsWindowIsWide() {
    Random random = new Random(7);
    for (int round = 0; round < 10; round++) {
      RolledUpSamples samples = RolledUpSamples.random(random, true);
      for (Series series : samples.rolledUp("m", START, END, STEP)) {
        for (int i = 0; i < series.values().length; i++) {
          long end = series.times()[i];
          double[] window = new Around(samples, end, end + 1).beyond().values();
          double[] before = new Around(samples, end - WINDOW, end - WINDOW + 1).beyond().values();
          double lowest = Math.min(extreme(window, false), extreme(before, false));
          double highest = Math.max(extreme(window, true), extreme(before, true));
          assertThat(series.values()[i]).isBetween(lowest, highest);
        }
      }
    }
  }

  /** Neighbouring ranges share no window and leave none out. */
  @Test
  void neighboursShareNothing() {
    Random random = new Random(6);
    for (int round = 0; round < 10; round++) {
      RolledUpSamples samples = RolledUpSamples.random(random, true);
      String query = "count_over_time(m[433s])";
      double all = 0;
      for (Series series : samples.rolledUp(query, START, END, 433_000)) {
        all += sum(series.values());
      }
      long first = START - 433_000;
      long last = START + (END - START) / 433_000 * 433_000;
      Around range = new Around(samples, first, last);
      assertThat(all)
          .isBetween(
              (double) range.within().values().length, (double) range.beyond().values().length);
    }
  }
}
