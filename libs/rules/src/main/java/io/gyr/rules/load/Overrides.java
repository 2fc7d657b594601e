package io.gyr.rules.load;

import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Entry;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import java.util.HashSet;
import java.util.Set;

/**
 * What an item does to single keys of the one of the same name that came before.
 *
 * @param appended keys whose value is added to what is there
 * @param replaced keys whose value takes the place of what is there
 */
record Overrides(Set<String> appended, Set<String> replaced) {

  /**
   * Reads what an item overrides.
   *
   * @param append whether the item also says {@code append: true}, which excludes it
   */
  static Overrides of(Item item, Set<String> appendable, Set<String> replaceable, boolean append)
      throws ItemException {
    Set<String> appended = new HashSet<>();
    Set<String> replaced = new HashSet<>();
    YamlValue override = item.mapping().get("override");
    if (override == null) {
      return new Overrides(appended, replaced);
    }
    if (!(override instanceof Mapping keys)) {
      throw Item.invalid(
          override.place(), "'override' has to be a mapping of keys to append or replace");
    }
    for (Entry entry : keys.entries()) {
      String key = entry.key().text();
      String way = entry.value() instanceof Scalar scalar ? scalar.text() : entry.value().kind();
      if (way.equals("append") && !appendable.contains(key)) {
        throw Item.invalid(
            entry.key().place(), "Key '" + key + "' cannot be appended to, use 'replace' instead");
      }
      if (way.equals("replace") && !replaceable.contains(key)) {
        throw Item.invalid(entry.key().place(), "Key '" + key + "' cannot be replaced");
      }
      if (!way.equals("append") && !way.equals("replace")) {
        throw Item.invalid(
            entry.value().place(),
            "Invalid override operation for key '"
                + key
                + "': '"
                + way
                + "'. Allowed values are: "
                + (appendable.contains(key) ? "append " : "")
                + (replaceable.contains(key) ? "replace" : ""));
      }
      (way.equals("append") ? appended : replaced).add(key);
    }
    if (append && !keys.entries().isEmpty()) {
      throw Item.invalid(
          override.place(),
          "Keys 'override' and 'append: true' cannot be used together. Add an 'append' entry"
              + " (e.g. 'condition: append') under 'override' instead.");
    }
    return new Overrides(appended, replaced);
  }

  boolean isEmpty() {
    return appended.isEmpty() && replaced.isEmpty();
  }

  /** Refuses keys that are named without being there, or could be named and are not. */
  void checkKeys(Item item, Set<String> known) throws ItemException {
    checkThere(item, appended, "append");
    checkThere(item, replaced, "replace");
    for (Entry entry : item.mapping().entries()) {
      String key = entry.key().text();
      if (known.contains(key) && !appended.contains(key) && !replaced.contains(key)) {
        throw Item.invalid(
            entry.key().place(),
            "Unexpected key '" + key + "': no corresponding entry under 'override' is defined.");
      }
    }
  }

  private static void checkThere(Item item, Set<String> keys, String way) throws ItemException {
    for (String key : keys) {
      if (!item.has(key)) {
        throw Item.invalid(
            item.place(),
            "An "
                + way
                + " override for '"
                + key
                + "' was specified but '"
                + key
                + "' is not defined");
      }
    }
  }
}
