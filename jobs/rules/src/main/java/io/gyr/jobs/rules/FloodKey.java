package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.EventId;
import io.gyr.rules.Event;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import java.util.Arrays;
import java.util.List;

/** What makes two alerts of one rule alike: the host, and the values of some fields. */
final class FloodKey {
  private final List<BoundField> fields;

  /**
   * A key of the fields given, comma separated, as rules write them.
   *
   * @throws IllegalArgumentException that names the field that there is not
   */
  FloodKey(String fields) {
    try {
      this.fields =
          RuleLoader.fields(
              "syscall",
              Arrays.stream(fields.split(","))
                  .map(String::strip)
                  .filter(field -> !field.isEmpty())
                  .toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rules.flood_key: " + e.getMessage(), e);
    }
  }

  /** 32 hex digits. */
  String of(String rule, String hostId, Event event) {
    String[] parts = new String[2 + fields.size()];
    parts[0] = rule;
    parts[1] = hostId;
    for (int i = 0; i < fields.size(); i++) {
      parts[2 + i] = ValueText.text(fields.get(i), event);
    }
    return EventId.of(parts);
  }
}
