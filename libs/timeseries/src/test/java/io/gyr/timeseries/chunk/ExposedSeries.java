package io.gyr.timeseries.chunk;

import java.util.Random;

/**
 * What a node exporter exposes, made from a seed: 5,600 series on a grid of ten seconds, in the
 * shares and classes that the store's figures are given for.
 */
public final class ExposedSeries {
  /** A class of series. */
  public enum Kind {
    /** Limits, sizes, flags, information series. */
    CONSTANT(30),
    /** Seconds with two decimals, which go on by a little: CPU modes, disk times. */
    SLOW_COUNTER(20),
    /** Bytes and operations: whole numbers with a noisy rate. */
    FAST_COUNTER(20),
    /** Pages, processes, connections; some in multiples of 4,096 bytes. */
    INTEGER_GAUGE(20),
    /** Load, temperatures, ratios with two or three decimals. */
    FLOAT_GAUGE(10);

    final int percent;

    Kind(int percent) {
      this.percent = percent;
    }

    /** Whether it only rises. */
    public boolean isCounter() {
      return this == SLOW_COUNTER || this == FAST_COUNTER;
    }
  }

  /** Number of series. */
  public static final int SERIES = 5_600;

  /** Time between two samples. */
  public static final long STEP_MS = 10_000;

  private ExposedSeries() {}

  /** Class of a series. */
  public static Kind kind(int series) {
    int place = series * 37 % 100;
    for (Kind kind : Kind.values()) {
      place -= kind.percent;
      if (place < 0) {
        return kind;
      }
    }
    throw new AssertionError(series);
  }

  /** Values of a whole series; the same for the same number. */
  public static double[] values(int series, int count) {
    Random random = new Random(series * 7919L);
    double[] values = new double[count];
    switch (kind(series)) {
      case CONSTANT -> java.util.Arrays.fill(values, constant(random));
      case SLOW_COUNTER -> {
        long hundredths = random.nextInt(100_000_000);
        double rate = Math.exp(random.nextDouble() * 6 + 0.5);
        for (int i = 0; i < count; i++) {
          hundredths += Math.max(0, Math.round(rate + random.nextGaussian() * rate * 0.5));
          values[i] = hundredths / 100.0;
        }
      }
      case FAST_COUNTER -> {
        long whole = (long) (random.nextDouble() * 1e12);
        double rate = Math.exp(4 + random.nextDouble() * 7);
        for (int i = 0; i < count; i++) {
          whole += Math.max(0, Math.round(rate * (1 + 0.3 * random.nextGaussian())));
          values[i] = whole;
        }
      }
      case INTEGER_GAUGE -> {
        long unit = random.nextInt(3) == 0 ? 4096 : 1;
        double level = 100 + random.nextInt(100_000);
        double swing = Math.exp(2 + random.nextDouble() * 5.5);
        double moves = 0.2 + 0.8 * random.nextDouble();
        for (int i = 0; i < count; i++) {
          if (random.nextDouble() < moves) {
            level = Math.max(0, level + Math.round(random.nextGaussian() * swing));
          }
          values[i] = level * unit;
        }
      }
      case FLOAT_GAUGE -> {
        double power = random.nextBoolean() ? 100 : 1000;
        double level = random.nextDouble() * 100;
        double swing = (1 + level) * 0.5 * random.nextDouble();
        for (int i = 0; i < count; i++) {
          level = Math.max(0, level + random.nextGaussian() * swing);
          values[i] = Math.round(level * power) / power;
        }
      }
    }
    return values;
  }

  private static double constant(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(2);
      case 1 -> random.nextInt(1_000_000) * 1024.0;
      default -> 1.6e9 + random.nextInt(100_000_000) + random.nextInt(100) / 100.0;
    };
  }

  /** Times on the grid, each late by up to {@code jitterMs}; those of one target are the same. */
  public static long[] times(int target, int count, int jitterMs) {
    Random random = new Random(target);
    long start = 1_780_000_000_000L + random.nextInt((int) STEP_MS);
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = start + i * STEP_MS + (jitterMs == 0 ? 0 : random.nextInt(jitterMs + 1));
    }
    return times;
  }
}
