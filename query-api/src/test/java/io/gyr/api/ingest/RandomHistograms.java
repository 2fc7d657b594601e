package io.gyr.api.ingest;

import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.histogram.HistogramLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid native histograms of all kinds. */
public final class RandomHistograms {
  private final Random random;
  private final boolean integers;

  /** Whole counts or fractions, always the same for the same seed. */
  public RandomHistograms(long seed, boolean integers) {
    this.random = new Random(seed);
    this.integers = integers;
  }

  public Histogram next() {
    return random.nextInt(4) == 0 ? custom() : exponential();
  }

  private Histogram exponential() {
    Histogram histogram = empty(random.nextInt(13) - 4);
    histogram.setZeroThreshold(random.nextBoolean() ? 0 : random.nextDouble());
    histogram.setZeroCount(count());
    spans(histogram.getPositiveOffsets(), histogram.getPositiveLengths());
    spans(histogram.getNegativeOffsets(), histogram.getNegativeLengths());
    return counted(histogram);
  }

  private Histogram custom() {
    Histogram histogram = empty(HistogramLayout.CUSTOM_BUCKETS);
    double bound = -5;
    for (int i = random.nextInt(20); i >= 0; i--) {
      bound += 0.01 + random.nextDouble();
      histogram.getCustomValues().add(bound);
    }
    int first = random.nextInt(histogram.getCustomValues().size());
    histogram.getPositiveOffsets().add(first);
    histogram.getPositiveLengths().add(histogram.getCustomValues().size() + 1 - first);
    return counted(histogram);
  }

  private static Histogram empty(int schema) {
    Histogram histogram = StaleHistogram.record();
    histogram.setSchema$(schema);
    histogram.setPositiveOffsets(new ArrayList<>());
    histogram.setPositiveLengths(new ArrayList<>());
    histogram.setPositiveCounts(new ArrayList<>());
    histogram.setNegativeOffsets(new ArrayList<>());
    histogram.setNegativeLengths(new ArrayList<>());
    histogram.setNegativeCounts(new ArrayList<>());
    histogram.setCustomValues(new ArrayList<>());
    return histogram;
  }

  private void spans(List<Integer> offsets, List<Integer> lengths) {
    for (int i = random.nextInt(4); i > 0; i--) {
      offsets.add(offsets.isEmpty() ? random.nextInt(400) - 200 : random.nextInt(9));
      lengths.add(random.nextInt(12));
    }
  }

  private Histogram counted(Histogram histogram) {
    double sum = histogram.getZeroCount();
    sum += counts(histogram.getPositiveLengths(), histogram.getPositiveCounts());
    sum += counts(histogram.getNegativeLengths(), histogram.getNegativeCounts());
    boolean nan = random.nextInt(8) == 0;
    histogram.setCount(nan ? sum + 3 : sum);
    histogram.setSum(nan ? Double.NaN : random.nextGaussian() * 100);
    histogram.setResetHint(random.nextInt(4));
    return histogram;
  }

  private double counts(List<Integer> lengths, List<Double> counts) {
    double sum = 0;
    for (int i = lengths.stream().mapToInt(Integer::intValue).sum(); i > 0; i--) {
      counts.add(count());
      sum += counts.get(counts.size() - 1);
    }
    return sum;
  }

  private double count() {
    return integers ? random.nextInt(1 << random.nextInt(30)) : random.nextDouble() * 1e6;
  }
}
