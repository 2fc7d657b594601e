package io.gyr.timeseries.histogram;

import java.util.Arrays;

/**
 * What the numbers of a native histogram count. Series keep a layout for many samples. Immutable;
 * equal if all bits are.
 */
public final class HistogramLayout {
  /** Schema of histograms whose bounds are {@link #customValues()}. */
  public static final int CUSTOM_BUCKETS = -53;

  private final int schema;
  private final double zeroThreshold;
  private final Spans positive;
  private final Spans negative;
  private final double[] customValues;

  /**
   * A layout.
   *
   * @param schema 2^(2^-schema) is the factor from bucket to bucket; or {@link #CUSTOM_BUCKETS}
   * @param zeroThreshold what is at most so far from zero is in the zero bucket
   * @param customValues upper bounds of custom buckets; otherwise empty
   */
  public HistogramLayout(
      int schema, double zeroThreshold, Spans positive, Spans negative, double[] customValues) {
    this.schema = schema;
    this.zeroThreshold = zeroThreshold;
    this.positive = positive;
    this.negative = negative;
    this.customValues = customValues.clone();
  }

  /** See the constructor. */
  public int schema() {
    return schema;
  }

  /** See the constructor. */
  public double zeroThreshold() {
    return zeroThreshold;
  }

  /** Buckets above zero. */
  public Spans positive() {
    return positive;
  }

  /** Buckets below zero, by the absolute value. */
  public Spans negative() {
    return negative;
  }

  /** A copy of the upper bounds of custom buckets. */
  public double[] customValues() {
    return customValues.clone();
  }

  /** Number of buckets of both signs. */
  public int buckets() {
    return Math.addExact(positive.buckets(), negative.buckets());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistogramLayout layout
        && schema == layout.schema
        && Double.doubleToRawLongBits(zeroThreshold)
            == Double.doubleToRawLongBits(layout.zeroThreshold)
        && positive.equals(layout.positive)
        && negative.equals(layout.negative)
        && Arrays.equals(customValues, layout.customValues);
  }

  @Override
  public int hashCode() {
    return schema + 31 * positive.hashCode() + 37 * negative.hashCode();
  }

  @Override
  public String toString() {
    return "schema "
        + schema
        + ", zero "
        + zeroThreshold
        + ", positive ["
        + positive
        + "], negative ["
        + negative
        + "], bounds "
        + Arrays.toString(customValues);
  }
}
