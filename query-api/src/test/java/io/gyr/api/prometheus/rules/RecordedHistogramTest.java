package io.gyr.api.prometheus.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.schemas.record.Histogram;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RecordedHistogramTest {
  @Test
  void bucketsBecomeSpans() {
    FloatHistogram histogram =
        FloatHistogram.exponential(
                2,
                0.5,
                1,
                10.5,
                7,
                BucketCounts.of(new int[] {-2, -1, 3}, new double[] {1, 2, 0.5}),
                BucketCounts.of(new int[] {4}, new double[] {6}))
            .withHint(CounterResetHint.GAUGE);
    Histogram record = RecordedHistogram.of(histogram);
    assertThat(record.getSchema$()).isEqualTo(2);
    assertThat(record.getZeroThreshold()).isEqualTo(0.5);
    assertThat(record.getZeroCount()).isEqualTo(1);
    assertThat(record.getCount()).isEqualTo(10.5);
    assertThat(record.getSum()).isEqualTo(7);
    assertThat(record.getResetHint()).isEqualTo(3);
    assertThat(record.getPositiveOffsets()).containsExactly(-2, 3);
    assertThat(record.getPositiveLengths()).containsExactly(2, 1);
    assertThat(record.getPositiveCounts()).containsExactly(1.0, 2.0, 0.5);
    assertThat(record.getNegativeOffsets()).containsExactly(4);
    assertThat(record.getNegativeLengths()).containsExactly(1);
    assertThat(record.getNegativeCounts()).containsExactly(6.0);
    assertThat(record.getCustomValues()).isEmpty();
  }

  @Test
  void whatHasMoreBucketsThanTheJobsTakeGetsCoarser() {
    double[] counts = Collections.nCopies(3_000, 1.0).stream().mapToDouble(d -> d).toArray();
    Histogram record =
        RecordedHistogram.of(
            FloatHistogram.exponential(
                8, 0, 0, 3_000, 1, BucketCounts.dense(0, counts), BucketCounts.EMPTY));
    assertThat(record.getSchema$()).isEqualTo(6);
    assertThat(record.getPositiveCounts()).hasSizeLessThan(1_000);
    assertThat(record.getPositiveCounts().stream().mapToDouble(d -> d).sum()).isEqualTo(3_000);
  }
}
