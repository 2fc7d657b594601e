package io.gyr.rules.program;

import io.gyr.rules.field.BoundField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the fields that conditions read, each once. */
final class Slots {

  private final List<BoundField> fields = new ArrayList<>();
  private final Map<String, Integer> byText = new HashMap<>();

  /** The number of a field, given by its text. */
  int of(BoundField field) {
    return byText.computeIfAbsent(
        field.text(),
        text -> {
          fields.add(field);
          return fields.size() - 1;
        });
  }

  /** The fields by number. */
  List<BoundField> fields() {
    return List.copyOf(fields);
  }
}
