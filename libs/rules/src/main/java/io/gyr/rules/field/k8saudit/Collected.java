package io.gyr.rules.field.k8saudit;

import io.gyr.rules.json.JsonValue;
import io.gyr.rules.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that a path leads to, where arrays on the way are gone through: of all their elements,
 * or of the one with a number. The way of getValuesRecursive in falcosecurity/plugins,
 * plugins/k8saudit/pkg/k8saudit/extract.go.
 */
final class Collected {

  private Collected() {}

  /**
   * The values, with null for an element of an array where the path ends early; null when there is
   * nothing to go through.
   *
   * @param index of the elements wanted, -1 for all
   */
  static @Nullable List<@Nullable JsonValue> at(JsonValue document, int index, String... path) {
    List<@Nullable JsonValue> values = new ArrayList<>();
    return collect(document, index, path, 0, values) ? values : null;
  }

  private static boolean collect(
      JsonValue from, int index, String[] path, int done, List<@Nullable JsonValue> values) {
    JsonValue value = from;
    for (int i = done; i < path.length; i++) {
      if (value.kind() == Kind.ARRAY) {
        if (index < 0) {
          for (JsonValue element : value.elements()) {
            if (!collect(element, index, path, i, values)) {
              values.add(null);
            }
          }
          return true;
        }
        if (index >= value.elements().size()) {
          return false;
        }
        value = value.elements().get(index);
      }
      value = path[i].isEmpty() ? value : value.get(path[i]);
      if (value == null) {
        return false;
      }
    }
    values.add(value);
    return true;
  }

  /** The texts of those values that are there. */
  static List<String> texts(@Nullable List<@Nullable JsonValue> values) {
    List<String> texts = new ArrayList<>();
    if (values != null) {
      for (JsonValue value : values) {
        if (value != null) {
          texts.add(value.text());
        }
      }
    }
    return texts;
  }

  /** The texts of all values, or none when one is missing. */
  static List<String> allTexts(@Nullable List<@Nullable JsonValue> values) {
    return values == null || values.contains(null) ? List.of() : texts(values);
  }

  /** The texts of the elements of those values that are arrays. */
  static List<String> elementTexts(@Nullable List<@Nullable JsonValue> values) {
    List<String> texts = new ArrayList<>();
    if (values != null) {
      for (JsonValue value : values) {
        if (value != null) {
          value.elements().forEach(element -> texts.add(element.text()));
        }
      }
    }
    return texts;
  }
}
