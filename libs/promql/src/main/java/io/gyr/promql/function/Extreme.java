package io.gyr.promql.function;

/** {@code min_over_time}, {@code max_over_time} and when that was. */
final class Extreme extends FloatsOnly {
  private final boolean max;
  private final boolean orEqual;
  private final boolean time;

  /**
   * An extreme.
   *
   * @param max the highest, not the lowest
   * @param orEqual the last of equal ones
   * @param time when, not what
   */
  Extreme(boolean max, boolean orEqual, boolean time) {
    super(1);
    this.max = max;
    this.orEqual = orEqual;
    this.time = time;
  }

  @Override
  double floats(Window window) {
    double[] values = window.values;
    int best = window.from;
    double value = values[best];
    for (int i = window.from + 1; i < window.to; i++) {
      double next = values[i];
      boolean better = max ? next > value : next < value;
      if (better || (orEqual && next == value) || Double.isNaN(value)) {
        value = next;
        best = i;
      }
    }
    return time ? window.times[best] / 1000.0 : value;
  }
}
