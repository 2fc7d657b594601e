package io.gyr.promql.function;

/** {@code stddev_over_time} and {@code stdvar_over_time}. */
final class Variance extends FloatsOnly {
  private final boolean root;

  Variance(boolean root) {
    super(1);
    this.root = root;
  }

  @Override
  double floats(Window window) {
    double count = 0;
    double mean = 0;
    double meanLost = 0;
    double squares = 0;
    double squaresLost = 0;
    for (int i = window.from; i < window.to; i++) {
      count++;
      double value = window.values[i];
      double delta = value - (mean + meanLost);
      double step = delta / count;
      meanLost = Kahan.compensation(step, mean, meanLost);
      mean += step;
      double square = delta * (value - (mean + meanLost));
      squaresLost = Kahan.compensation(square, squares, squaresLost);
      squares += square;
    }
    double variance = (squares + squaresLost) / count;
    return root ? Math.sqrt(variance) : variance;
  }
}
