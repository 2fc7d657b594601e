package io.gyr.promql.value;

import io.gyr.promql.ast.ValueType;
import java.util.List;

/**
 * A range vector, or the answer to a range query.
 *
 * @param series its series, sorted by labels
 */
public record MatrixValue(List<Series> series) implements Value {
  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }
}
