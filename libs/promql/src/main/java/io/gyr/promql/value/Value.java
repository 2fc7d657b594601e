package io.gyr.promql.value;

import io.gyr.promql.ast.ValueType;

/** What a query answers. */
public sealed interface Value permits ScalarValue, StringValue, VectorValue, MatrixValue {
  /** Its type. */
  ValueType type();
}
