package io.gyr.promql.engine;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.testlanguage.MemorySource;
import java.util.Random;

/** Twenty minutes of counters, gauges, classic and native histograms with all that can happen. */
final class RandomSeries {
  private static final long LAST_MS = 1_200_000;

  private RandomSeries() {}

  static MemorySource create(long seed) {
    Random random = new Random(seed);
    MemorySource source = new MemorySource();
    for (String job : new String[] {"x", "y"}) {
      for (int instance = 1; instance <= 3; instance++) {
        Labels labels = Labels.of("job", job, "instance", Integer.toString(instance));
        counter(source, labels.with(Labels.NAME, "a_total"), random);
        gauge(source, labels.with(Labels.NAME, "g"), random);
        histogram(source, labels.with(Labels.NAME, "h"), random);
      }
      for (String bound : new String[] {"0.5", "1", "2.5", "+Inf"}) {
        counter(source, Labels.of(Labels.NAME, "c_bucket", "job", job, "le", bound), random);
      }
    }
    return source;
  }

  private static void counter(MemorySource source, Labels labels, Random random) {
    double value = 0;
    for (long time = random.nextInt(15_000); time < LAST_MS; time += 15_000) {
      value = random.nextInt(20) == 0 ? 0 : value + random.nextInt(10);
      if (random.nextInt(10) > 0) {
        source.add(labels, time, value, null);
      }
    }
  }

  private static void gauge(MemorySource source, Labels labels, Random random) {
    double[] special = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, SampleBits.STALE
    };
    for (long time = random.nextInt(15_000); time < LAST_MS; time += 15_000) {
      if (random.nextInt(30) == 0) {
        time += 400_000;
      }
      double value = random.nextInt(12) == 0 ? special[random.nextInt(5)] : random.nextGaussian();
      source.add(labels, time, value, null);
    }
  }

  private static void histogram(MemorySource source, Labels labels, Random random) {
    double[] counts = new double[4];
    for (long time = random.nextInt(15_000); time < LAST_MS; time += 15_000) {
      if (random.nextInt(15) == 0) {
        source.add(labels, time, random.nextInt(5), null);
        continue;
      }
      if (random.nextInt(20) == 0) {
        counts = new double[4];
      }
      counts = counts.clone();
      counts[random.nextInt(4)]++;
      double count = counts[0] + counts[1] + counts[2] + counts[3];
      source.add(
          labels,
          time,
          0,
          FloatHistogram.exponential(
              random.nextInt(2),
              0.001,
              0,
              count,
              count * 2,
              BucketCounts.dense(0, counts.clone()),
              BucketCounts.EMPTY));
    }
  }
}
