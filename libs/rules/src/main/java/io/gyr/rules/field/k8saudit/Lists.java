package io.gyr.rules.field.k8saudit;

import io.gyr.rules.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as lists of texts. */
final class Lists {

  private Lists() {}

  /** The elements of an array; none of anything else. */
  static List<String> elements(@Nullable JsonValue array) {
    return array == null ? List.of() : array.elements().stream().map(JsonValue::text).toList();
  }
}
