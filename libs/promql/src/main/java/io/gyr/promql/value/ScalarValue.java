package io.gyr.promql.value;

import io.gyr.promql.ast.ValueType;

/**
 * A number.
 *
 * @param timeMs of when
 * @param value the number
 */
public record ScalarValue(long timeMs, double value) implements Value {
  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }
}
