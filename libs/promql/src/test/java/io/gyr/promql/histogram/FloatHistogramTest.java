package io.gyr.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FloatHistogramTest {

  private static FloatHistogram random(long seed) {
    Random random = new Random(seed);
    double[] positive = new double[random.nextInt(8)];
    double[] negative = new double[random.nextInt(8)];
    double zero = random.nextInt(5);
    double count = zero;
    for (int i = 0; i < positive.length; i++) {
      count += positive[i] = random.nextInt(4);
    }
    for (int i = 0; i < negative.length; i++) {
      count += negative[i] = random.nextInt(4);
    }
    double[] thresholds = {0, 0.001, 0.5, 1, 3};
    return FloatHistogram.exponential(
        random.nextInt(13) - 4,
        thresholds[random.nextInt(5)],
        zero,
        count,
        random.nextInt(100),
        BucketCounts.dense(random.nextInt(20) - 5, positive),
        BucketCounts.dense(random.nextInt(20) - 5, negative));
  }

  @Property(seed = "20261122")
  void additionKeepsEveryObservationAndDoesNotDependOnTheOrder(
      @ForAll long first, @ForAll long second) throws IncompatibleHistogramsException {
    FloatHistogram a = random(first);
    FloatHistogram b = random(second);
    FloatHistogram sum = a.plus(b);
    assertThat(sum.count()).isEqualTo(a.count() + b.count());
    assertThat(sum.countInBuckets()).isEqualTo(a.count() + b.count());
    assertThat(sum.sameAs(b.plus(a))).isTrue();
    assertThat(sum.schema()).isEqualTo(Math.min(a.schema(), b.schema()));
  }

  @Property(seed = "20261122")
  void whatWasAddedCanBeTakenAway(@ForAll long first, @ForAll long second)
      throws IncompatibleHistogramsException {
    FloatHistogram a = random(first);
    FloatHistogram b = random(second);
    FloatHistogram sum = a.plus(b);
    FloatHistogram rest = sum.minus(b);
    assertThat(rest.count()).isEqualTo(a.count());
    assertThat(rest.countInBuckets()).isEqualTo(a.count());
    assertThat(sum.isResetAfter(a)).isFalse();
    assertThat(a.isResetAfter(sum)).isEqualTo(a.count() < sum.count() || a.isResetAfter(sum));
  }

  @Property(seed = "20261122")
  void lowerResolutionKeepsTheCountsAndItsBucketsHoldThoseOfTheHigher(@ForAll long seed) {
    FloatHistogram histogram = random(seed);
    for (int schema = histogram.schema(); schema >= -4; schema--) {
      FloatHistogram lower = histogram.toSchema(schema);
      assertThat(lower.countInBuckets()).isEqualTo(histogram.countInBuckets());
      for (Bucket bucket : lower.buckets()) {
        double inside = 0;
        for (Bucket part : histogram.buckets()) {
          if (part.lower() >= bucket.lower() && part.upper() <= bucket.upper()) {
            inside += part.count();
          }
        }
        assertThat(inside).isGreaterThanOrEqualTo(bucket.count());
      }
    }
  }

  @Property(seed = "20261122")
  void fractionIsTheInverseOfQuantile(@ForAll long seed) {
    FloatHistogram histogram = random(seed);
    if (histogram.count() == 0) {
      return;
    }
    for (double q : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
      double value = Quantiles.quantile(q, histogram).value();
      double fraction = Quantiles.fraction(Double.NEGATIVE_INFINITY, value, histogram);
      assertThat(fraction).isBetween(0.0, 1.0);
    }
  }

  @Test
  void exponentialAndCustomBucketsDoNotGoTogether() {
    FloatHistogram exponential = random(1);
    FloatHistogram custom =
        new FloatHistogram(
            FloatHistogram.CUSTOM_BUCKETS,
            0,
            0,
            1,
            1,
            BucketCounts.dense(0, 1),
            BucketCounts.EMPTY,
            new double[] {5},
            CounterResetHint.UNKNOWN);
    assertThatThrownBy(() -> exponential.plus(custom))
        .isInstanceOf(IncompatibleHistogramsException.class);
    assertThat(custom).hasToString("{count:1, sum:1, [-Inf,5]:1}");
  }
}
