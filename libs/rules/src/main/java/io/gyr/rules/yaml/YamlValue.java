package io.gyr.rules.yaml;

import io.gyr.rules.yaml.PlacedText.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file and where it begins. Immutable. */
public sealed interface YamlValue {

  /** Where it begins. */
  Place place();

  /** What it is, for messages. */
  String kind();

  /** A text, number, boolean or null: all of them text until somebody wants to know. */
  record Scalar(PlacedText value, boolean plain, Place place) implements YamlValue {

    /** The characters. */
    public String text() {
      return value.text();
    }

    /** Whether nothing is written there. */
    public boolean isNull() {
      return plain && (text().isEmpty() || text().equals("~") || text().equals("null"));
    }

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** Values one after another. */
  record Sequence(List<YamlValue> values, Place place) implements YamlValue {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Values under keys, in the order of the file. Keys are scalars; of equal ones the first counts.
   */
  record Mapping(List<Entry> entries, Place place) implements YamlValue {

    /** The value under a key, or null. */
    public @Nullable YamlValue get(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }

    /** The keys that stand a second time, which counts for nothing. */
    public List<Scalar> repeated() {
      Set<String> seen = new HashSet<>();
      return entries.stream().map(Entry::key).filter(key -> !seen.add(key.text())).toList();
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlValue value) {}
}
