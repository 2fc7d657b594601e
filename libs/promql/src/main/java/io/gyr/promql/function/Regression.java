package io.gyr.promql.function;

/** {@code deriv} and {@code predict_linear}: a line through the samples by least squares. */
final class Regression extends FloatsOnly {
  private final boolean predict;
  private final Kahan sumX = new Kahan();
  private final Kahan sumY = new Kahan();
  private final Kahan sumXy = new Kahan();
  private final Kahan sumXx = new Kahan();

  Regression(boolean predict) {
    super(2);
    this.predict = predict;
  }

  @Override
  double floats(Window window) {
    // Times are taken from a point near them, or their squares would swallow the differences.
    long origin = predict ? window.stepTime : window.times[window.from];
    double first = window.values[window.from];
    boolean constant = true;
    sumX.reset(0);
    sumY.reset(0);
    sumXy.reset(0);
    sumXx.reset(0);
    for (int i = window.from; i < window.to; i++) {
      double y = window.values[i];
      constant &= y == first;
      double x = (window.times[i] - origin) / 1000.0;
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    double slope;
    double intercept;
    if (constant) {
      slope = Double.isInfinite(first) ? Double.NaN : 0;
      intercept = Double.isInfinite(first) ? Double.NaN : first;
    } else {
      double n = window.floatCount();
      double x = sumX.sum() + sumX.lost();
      double y = sumY.sum() + sumY.lost();
      double covariance = sumXy.sum() + sumXy.lost() - x * y / n;
      double variance = sumXx.sum() + sumXx.lost() - x * x / n;
      slope = covariance / variance;
      intercept = y / n - slope * x / n;
    }
    return predict ? slope * window.scalars[0] + intercept : slope;
  }
}
