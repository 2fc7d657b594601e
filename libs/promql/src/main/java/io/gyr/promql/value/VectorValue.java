package io.gyr.promql.value;

import io.gyr.promql.ast.ValueType;
import java.util.List;

/**
 * An instant vector.
 *
 * @param samples its elements, in an order that means something only for sorting functions
 */
public record VectorValue(List<Sample> samples) implements Value {
  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }
}
