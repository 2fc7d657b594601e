package io.gyr.rules.sequence;

import io.gyr.rules.field.BoundField;
import java.util.ArrayList;
import java.util.List;

/** Numbers the fields of which a sequence keeps values, each once. For one thread. */
final class Captures {

  /** As many as a long has bits. */
  static final int MAX = 64;

  private final List<BoundField> fields = new ArrayList<>();

  /** The place of a field; {@link #MAX} when there is no more room. */
  int of(BoundField field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).text().equals(field.text())) {
        return i;
      }
    }
    if (fields.size() == MAX) {
      return MAX;
    }
    fields.add(field);
    return fields.size() - 1;
  }

  List<BoundField> fields() {
    return fields;
  }
}
