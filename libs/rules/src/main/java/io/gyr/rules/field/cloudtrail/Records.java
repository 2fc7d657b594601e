package io.gyr.rules.field.cloudtrail;

import io.gyr.rules.json.JsonValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values are read off records. */
final class Records {

  private Records() {}

  /**
   * The text at a path; the empty text where something else stands there, as in Falco, and null
   * where nothing does.
   */
  static Function<JsonValue, @Nullable String> text(String key, String... more) {
    return record -> plain(record.get(key, more));
  }

  /** The JSON at a path. */
  static Function<JsonValue, @Nullable String> json(String key) {
    return record -> {
      JsonValue value = record.get(key);
      return value == null ? null : value.text();
    };
  }

  /** {@code true} or {@code false} of a boolean at the top; anything but true is false. */
  static Function<JsonValue, @Nullable String> flag(String key) {
    return record -> {
      JsonValue value = record.get(key);
      return value == null ? null : Boolean.toString(value.isTrue());
    };
  }

  static @Nullable String plain(@Nullable JsonValue value) {
    if (value == null) {
      return null;
    }
    String text = value.textOrNull();
    return text == null ? "" : text;
  }
}
