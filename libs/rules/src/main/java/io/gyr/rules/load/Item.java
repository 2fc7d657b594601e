package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.PlacedText.Place;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One item of a rule file, with its keys read as what they should be. What is demanded of values,
 * and how it is said when they are something else, is that of falcosecurity/falco,
 * userspace/engine/rule_loader_reader.cpp.
 *
 * @param kind rule, macro or list
 * @param name what it defines
 * @param mapping its keys and values
 */
record Item(String kind, String name, Mapping mapping) {

  private static final Set<String> YES = Set.of("y", "yes", "true", "on");
  private static final Set<String> NO = Set.of("n", "no", "false", "off");

  /** What problems call it. */
  String title() {
    return subject().title();
  }

  /** What its problems are in. */
  Subject subject() {
    return new Subject(kind, name, place());
  }

  Place place() {
    return mapping.place();
  }

  boolean has(String key) {
    return mapping.get(key) != null;
  }

  /** The text under a key that has to be there. */
  PlacedText text(String key) throws ItemException {
    YamlValue value = mapping.get(key);
    if (value == null) {
      throw invalid(place(), "Item has no mapping for key '" + key + "'");
    }
    if (!(value instanceof Scalar scalar)) {
      throw invalid(value.place(), "Value of '" + key + "' is not a scalar value");
    }
    if (scalar.isNull()) {
      throw invalid(value.place(), "Mapping for key '" + key + "' is empty");
    }
    if (scalar.text().isEmpty()) {
      throw invalid(value.place(), "Value of '" + key + "' must be non-empty");
    }
    return scalar.value();
  }

  /** The text under a key, or null. */
  @Nullable PlacedText optionalText(String key) throws ItemException {
    return has(key) ? text(key) : null;
  }

  /** The yes or no under a key. */
  boolean flag(String key, boolean otherwise) throws ItemException {
    return has(key) ? flag(key) : otherwise;
  }

  /** The yes or no under a key that has to be there. */
  boolean flag(String key) throws ItemException {
    PlacedText value = text(key);
    String text = value.text().toLowerCase(Locale.ROOT);
    if (!YES.contains(text) && !NO.contains(text)) {
      throw invalid(value.place(0), "'" + key + "' has to be true or false");
    }
    return YES.contains(text);
  }

  /** The texts under a key that has to be there. */
  List<PlacedText> texts(String key) throws ItemException {
    YamlValue value = mapping.get(key);
    if (value == null) {
      throw invalid(place(), "Item has no mapping for key '" + key + "'");
    }
    if (!(value instanceof Sequence sequence)) {
      throw invalid(value.place(), "Value of '" + key + "' is not a sequence");
    }
    List<PlacedText> texts = new ArrayList<>();
    for (YamlValue element : sequence.values()) {
      if (!(element instanceof Scalar scalar)) {
        throw invalid(element.place(), "sequence value of '" + key + "' is not scalar");
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
    return ItemException.invalid(place, message);
  }
}
