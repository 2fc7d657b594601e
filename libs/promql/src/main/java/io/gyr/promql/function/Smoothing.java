package io.gyr.promql.function;

/** {@code double_exponential_smoothing}: Holt's linear method. */
final class Smoothing extends FloatsOnly {
  Smoothing() {
    super(2);
  }

  @Override
  double floats(Window window) {
    double smoothing = factor("smoothing", "sf", window.scalars[0]);
    double trend = factor("trend", "tf", window.scalars[1]);
    double[] values = window.values;
    double before = 0;
    double smoothed = values[window.from];
    double slope = values[window.from + 1] - values[window.from];
    for (int i = window.from + 1; i < window.to; i++) {
      double scaled = smoothing * values[i];
      if (i > window.from + 1) {
        slope = trend * (smoothed - before) + (1 - trend) * slope;
      }
      double next = scaled + (1 - smoothing) * (smoothed + slope);
      before = smoothed;
      smoothed = next;
    }
    return smoothed;
  }

  private static double factor(String name, String symbol, double value) {
    if (value <= 0 || value >= 1) {
      throw new FunctionException(
          String.format("invalid %s factor. Expected: 0 < %s < 1, got: %f", name, symbol, value));
    }
    return value;
  }
}
