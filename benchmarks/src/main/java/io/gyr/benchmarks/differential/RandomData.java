package io.gyr.benchmarks.differential;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.testlanguage.MemorySource;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Series of all kinds over two hours, at once as a source for the engine and as OpenMetrics text:
 * counters with resets, gauges of integers and of fractions, NaN and infinities, buckets, series
 * that begin late, end early or have gaps, each scraped every 15 s at its own milliseconds.
 *
 * <p>No sample lies on a whole second, and queries ask for whole seconds only: whether the older
 * end of a range belongs to it is what Prometheus 3 changed.
 */
final class RandomData {
  static final long START_MS = 1_700_000_000_000L;
  static final long LENGTH_MS = 7_200_000;
  private static final long SCRAPE_MS = 15_000;
  private static final String[] BOUNDS = {"0.1", "0.5", "1.0", "5.0", "+Inf"};

  private final Random random;
  private final MemorySource source = new MemorySource();
  private final StringBuilder text = new StringBuilder();

  RandomData(long seed) {
    random = new Random(seed);
    for (String job : new String[] {"api", "web"}) {
      for (int instance = 0; instance < 4; instance++) {
        Map<String, String> labels =
            new TreeMap<>(Map.of("job", job, "instance", job + "-" + instance));
        for (String mode : new String[] {"read", "write"}) {
          labels.put("mode", mode);
          add("c_total", labels, this::counter);
          add("i", labels, this::integers);
          labels.remove("mode");
        }
        add("g", labels, this::walk);
        add("odd", labels, this::odd);
        addBuckets(labels);
      }
    }
    text.append("# EOF\n");
  }

  /** What the engine reads. */
  MemorySource source() {
    return source;
  }

  /** The same as OpenMetrics text. */
  String openMetrics() {
    return text.toString();
  }

  /** The value that follows one. */
  private interface Next {
    double after(double value);
  }

  private double counter(double value) {
    return random.nextInt(200) == 0 ? random.nextInt(5) : value + random.nextInt(50) * 0.25;
  }

  private double integers(double value) {
    return value + random.nextInt(7) - 3;
  }

  private double walk(double value) {
    return value + random.nextGaussian() * 10;
  }

  private double odd(double value) {
    return switch (random.nextInt(25)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> 0;
      default -> random.nextGaussian() * Math.pow(10, random.nextInt(8) - 3);
    };
  }

  private void add(String name, Map<String, String> labels, Next next) {
    long phase = 1 + random.nextInt(998);
    long from = random.nextInt(4) == 0 ? random.nextInt((int) LENGTH_MS / 2) : 0;
    long to = random.nextInt(4) == 0 ? LENGTH_MS - random.nextInt((int) LENGTH_MS / 3) : LENGTH_MS;
    double value = random.nextInt(1000);
    for (long t = 0; t < LENGTH_MS; t += SCRAPE_MS) {
      value = next.after(Double.isFinite(value) ? value : 1);
      boolean gap = t / 900_000 % 3 == phase % 3 && phase % 5 == 0 || random.nextInt(40) == 0;
      if (t >= from && t < to && !gap) {
        long late = random.nextInt(3) * 1_000L;
        sample(name, labels, START_MS + t + late + phase, value);
      }
    }
  }

  private void addBuckets(Map<String, String> labels) {
    long phase = 1 + random.nextInt(998);
    double[] counts = new double[BOUNDS.length];
    Map<String, String> own = new TreeMap<>(labels);
    for (long t = 0; t < LENGTH_MS; t += SCRAPE_MS) {
      int below = 0;
      for (int i = 0; i < BOUNDS.length; i++) {
        below += random.nextInt(6);
        counts[i] += below;
        own.put("le", BOUNDS[i]);
        sample("d_bucket", own, START_MS + t + phase, counts[i]);
      }
    }
  }

  private void sample(String name, Map<String, String> labels, long timeMs, double value) {
    TreeMap<String, String> all = new TreeMap<>(labels);
    all.put(Labels.NAME, name);
    source.add(Labels.of(all), timeMs, value, null);
    text.append(name).append('{');
    labels.forEach((key, label) -> text.append(key).append("=\"").append(label).append("\","));
    text.setLength(text.length() - 1);
    text.append("} ").append(number(value));
    text.append(String.format(Locale.ROOT, " %d.%03d%n", timeMs / 1000, timeMs % 1000));
  }

  private static String number(double value) {
    return Double.isNaN(value)
        ? "NaN"
        : Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
  }
}
