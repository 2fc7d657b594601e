package io.gyr.api.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.http.Json;

/** An attribute's value as the value of a label. */
final class AttributeText {
  private AttributeText() {}

  /** Text as it is, whole numbers without a point, arrays and maps as JSON, nothing as nothing. */
  static String of(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isDouble()
        && value.doubleValue() == Math.rint(value.doubleValue())
        && Math.abs(value.doubleValue()) < 1e15) {
      return Long.toString((long) value.doubleValue());
    }
    return value.isValueNode() ? value.asText() : Json.text(value);
  }
}
