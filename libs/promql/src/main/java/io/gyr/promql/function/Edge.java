package io.gyr.promql.function;

/** {@code first_over_time}, {@code last_over_time} and when they were. */
final class Edge implements RangeFunction {
  private final boolean first;
  private final boolean time;

  Edge(boolean first, boolean time) {
    this.first = first;
    this.time = time;
  }

  @Override
  public double at(Window window) {
    int value = first ? window.from : window.to - 1;
    int histogram = first ? window.histogramFrom : window.histogramTo - 1;
    boolean isHistogram = window.histogramCount() > 0;
    if (isHistogram && window.floatCount() > 0) {
      long valueTime = window.times[value];
      long histogramTime = window.histogramTimes[histogram];
      isHistogram = first ? histogramTime <= valueTime : histogramTime >= valueTime;
    }
    if (time) {
      return (isHistogram ? window.histogramTimes[histogram] : window.times[value]) / 1000.0;
    }
    return isHistogram ? window.histogram(window.histograms[histogram]) : window.values[value];
  }
}
