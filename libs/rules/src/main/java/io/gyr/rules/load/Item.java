package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.PlacedText.Place;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One item of a rule file, with its keys read as what they should be.
 *
 * @param kind rule, macro or list
 * @param name what it defines
 * @param mapping its keys and values
 */
record Item(String kind, String name, Mapping mapping) {

  /** What problems call it. */
  String title() {
    return kind + " \"" + name + "\"";
  }

  Place place() {
    return mapping.place();
  }

  boolean has(String key) {
    return mapping.get(key) != null;
  }

  /** The text under a key that has to be there. */
  PlacedText text(String key) throws ItemException {
    PlacedText text = optionalText(key);
    if (text == null) {
      throw invalid(place(), kind + " needs the key '" + key + "'");
    }
    return text;
  }

  /** The text under a key, or null. */
  @Nullable PlacedText optionalText(String key) throws ItemException {
    YamlValue value = mapping.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Scalar scalar && !scalar.isNull()) {
      return scalar.value();
    }
    throw invalid(value.place(), "'" + key + "' has to be a text");
  }

  /** The yes or no under a key. */
  boolean flag(String key, boolean otherwise) throws ItemException {
    YamlValue value = mapping.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Scalar scalar) {
      String text = scalar.text();
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes")) {
        return true;
      }
      if (text.equalsIgnoreCase("false") || text.equalsIgnoreCase("no")) {
        return false;
      }
    }
    throw invalid(value.place(), "'" + key + "' has to be true or false");
  }

  /** The texts under a key; none when it is not there. */
  List<PlacedText> texts(String key) throws ItemException {
    YamlValue value = mapping.get(key);
    if (value == null || (value instanceof Scalar scalar && scalar.isNull())) {
      return List.of();
    }
    return texts(value, "'" + key + "'");
  }

  static List<PlacedText> texts(YamlValue value, String what) throws ItemException {
    if (!(value instanceof Sequence sequence)) {
      throw invalid(value.place(), what + " has to be a list, not " + value.kind());
    }
    List<PlacedText> texts = new ArrayList<>();
    for (YamlValue element : sequence.values()) {
      if (!(element instanceof Scalar scalar)) {
        throw invalid(element.place(), what + " has to hold texts, not " + element.kind());
      }
      texts.add(scalar.value());
    }
    return texts;
  }

  /** Keys of the item that are not among {@code known}. */
  List<Scalar> others(Set<String> known) {
    return mapping.entries().stream()
        .map(YamlValue.Entry::key)
        .filter(key -> !known.contains(key.text()))
        .toList();
  }

  static ItemException invalid(Place place, String message) {
    return new ItemException(Code.LOAD_ERR_YAML_VALIDATE, place, message);
  }
}
