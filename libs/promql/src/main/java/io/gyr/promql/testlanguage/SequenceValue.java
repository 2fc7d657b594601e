package io.gyr.promql.testlanguage;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * One place in a sequence of values.
 *
 * @param omitted whether there is nothing
 * @param value the value, if it is a float
 * @param histogram the histogram, if it is one
 */
record SequenceValue(boolean omitted, double value, @Nullable FloatHistogram histogram) {
  static final SequenceValue OMITTED = new SequenceValue(true, 0, null);

  static SequenceValue of(double value) {
    return new SequenceValue(false, value, null);
  }

  static SequenceValue of(FloatHistogram histogram) {
    return new SequenceValue(false, 0, histogram);
  }

  @Override
  public String toString() {
    if (omitted) {
      return "_";
    }
    return histogram == null ? Numbers.general(value) : histogram.toString();
  }
}
