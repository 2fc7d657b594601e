package io.gyr.api.ingest;

/** Counts of 64 bits without a sign, as senders have them, which Java has no type for. */
public final class UnsignedCount {
  private UnsignedCount() {}

  /** The nearest double. */
  public static double of(long bits) {
    // Of a large one the lowest bit is put into the next, so that halving does not round twice.
    return bits >= 0 ? (double) bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }
}
