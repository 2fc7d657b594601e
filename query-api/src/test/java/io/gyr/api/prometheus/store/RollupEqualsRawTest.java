package io.gyr.api.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gyr.promql.histogram.Bucket;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.value.Series;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers from aggregates are those from samples, where the query's times are the windows'. */
class RollupEqualsRawTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(m[1h]) | 1e-9",
        "increase(m[2h]) | 1e-9",
        "delta(m[1h]) | 0",
        "sum_over_time(m[1h]) | 1e-9",
        "avg_over_time(m[3h]) | 1e-9",
        "count_over_time(m[1h]) | 0",
        "min_over_time(m[1h]) | 0",
        "max_over_time(m[1h]) | 0",
        "first_over_time(m[1h]) | 0",
        "last_over_time(m[1h]) | 0",
        "present_over_time(m[1h]) | 0",
        "absent_over_time(m[1h]) | 0",
        "ts_of_first_over_time(m[1h]) | 0",
        "ts_of_last_over_time(m[1h]) | 0",
        "m | 0",
        "m offset 2h | 0",
        "timestamp(m) | 0",
        "rate(m[1h] offset 1h) | 1e-9",
      })
  void overAlignedTimes(String query, double tolerance) {
    Random random = new Random(11);
    for (int round = 0; round < 15; round++) {
      RolledUpSamples samples = RolledUpSamples.random(random, round % 2 == 0);
      for (long stepMs : new long[] {3_600_000L, 7_200_000L}) {
        long end = RolledUpSamples.NOW - round * stepMs;
        long start = end - 40 * stepMs;
        List<Series> expected = samples.exactly(query, start, end, stepMs);
        List<Series> found = samples.rolledUp(query, start, end, stepMs);
        assertClose(found, expected, tolerance, "round " + round + " of " + query);
      }
    }
  }

  /** Counts to the last bit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(m[1h])",
        "increase(m[2h])",
        "delta(m[1h])",
        "sum_over_time(m[1h])",
        "avg_over_time(m[3h])",
        "count_over_time(m[1h])",
        "first_over_time(m[1h])",
        "last_over_time(m[1h])",
        "present_over_time(m[1h])",
        "ts_of_last_over_time(m[1h])",
        "m",
        "m offset 2h",
        "histogram_quantile(0.9, rate(m[1h]))",
      })
  void ofHistogramsOverAlignedTimes(String query) {
    Random random = new Random(12);
    int points = 0;
    for (int round = 0; round < 12; round++) {
      RolledUpHistograms samples = RolledUpHistograms.random(random, round % 3 == 0);
      for (long stepMs : new long[] {3_600_000L, 7_200_000L}) {
        long end = RolledUpSamples.NOW - round * stepMs;
        long start = end - 40 * stepMs;
        List<Series> expected = samples.exactly(query, start, end, stepMs);
        List<Series> found = samples.rolledUp(query, start, end, stepMs);
        String what = "round " + round + " of " + query;
        assertThat(found).as(what).hasSameSizeAs(expected);
        assertClose(found, expected, 1e-9, what);
        for (int i = 0; i < found.size(); i++) {
          assertThat(found.get(i).histogramTimes()).isEqualTo(expected.get(i).histogramTimes());
          points += found.get(i).histogramTimes().length + found.get(i).times().length;
          assertCloseHistograms(found.get(i).histograms(), expected.get(i).histograms(), what);
        }
      }
    }
    assertThat(points).isGreaterThan(200);
  }

  private static void assertCloseHistograms(
      FloatHistogram[] found, FloatHistogram[] expected, String what) {
    for (int i = 0; i < found.length; i++) {
      FloatHistogram a = found[i];
      FloatHistogram b = expected[i];
      assertThat(a.schema()).as(what).isEqualTo(b.schema());
      assertThat(a.zeroThreshold()).as(what).isEqualTo(b.zeroThreshold());
      double bound = 1e-9 * Math.abs(b.count());
      assertThat(a.count()).as(what).isCloseTo(b.count(), within(bound));
      assertThat(a.sum()).as(what).isCloseTo(b.sum(), within(bound));
      List<Bucket> expectedBuckets = full(b);
      List<Bucket> buckets = full(a);
      assertThat(buckets).as(what).hasSameSizeAs(expectedBuckets);
      for (int j = 0; j < buckets.size(); j++) {
        assertThat(buckets.get(j).upper()).as(what).isEqualTo(expectedBuckets.get(j).upper());
        assertThat(buckets.get(j).count())
            .as(what)
            .isCloseTo(expectedBuckets.get(j).count(), within(bound));
      }
    }
  }

  private static List<Bucket> full(FloatHistogram histogram) {
    return histogram.buckets().stream().filter(bucket -> bucket.count() != 0).toList();
  }

  private static void assertClose(
      List<Series> found, List<Series> expected, double tolerance, String what) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).times()).as(what).isEqualTo(expected.get(i).times());
      for (int j = 0; j < found.get(i).values().length; j++) {
        double a = found.get(i).values()[j];
        double b = expected.get(i).values()[j];
        double bound = tolerance * Math.max(1, Math.abs(b));
        assertThat(Double.compare(a, b) == 0 || Math.abs(a - b) <= bound)
            .as("%s, %s at %s: %s instead of %s", what, i, found.get(i).times()[j], a, b)
            .isTrue();
      }
    }
  }
}
