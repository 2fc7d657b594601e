package io.gyr.promql.function;

/**
 * A sum that keeps what rounding loses: Kahan's with Neumaier's improvement, step by step as
 * Prometheus does it, so that results agree to the last bit.
 */
public final class Kahan {
  private double sum;
  private double lost;

  /** Starts anew. */
  public void reset(double value) {
    sum = value;
    lost = 0;
  }

  /** Adds a value. */
  public void add(double value) {
    lost = compensation(value, sum, lost);
    sum += value;
  }

  /** The sum as it is, without what was lost. */
  public double sum() {
    return sum;
  }

  /** What was lost. */
  public double lost() {
    return lost;
  }

  /** The sum; infinite if an addition overflowed. */
  public double total() {
    return Double.isInfinite(sum) ? sum : sum + lost;
  }

  /** What is lost after {@code value} is added to {@code sum}. */
  public static double compensation(double value, double sum, double lost) {
    double next = sum + value;
    if (Double.isInfinite(next)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(value)
        ? lost + ((sum - next) + value)
        : lost + ((value - next) + sum);
  }
}
