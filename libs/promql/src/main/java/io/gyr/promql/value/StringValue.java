package io.gyr.promql.value;

import io.gyr.promql.ast.ValueType;

/**
 * A text.
 *
 * @param timeMs of when
 * @param value the text
 */
public record StringValue(long timeMs, String value) implements Value {
  @Override
  public ValueType type() {
    return ValueType.STRING;
  }
}
