package io.gyr.rules.load;

import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Entry;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an item does to the one of the same name that came before: define it anew, add to it ({@code
 * append: true}), or add to and replace single keys ({@code override}).
 *
 * @param anew whether it stands for itself
 * @param appended keys whose value is added to what is there
 * @param replaced keys whose value takes the place of what is there
 */
record Change(boolean anew, Set<String> appended, Set<String> replaced) {

  /** Reads what an item does. */
  static Change of(Item item, Set<String> own, Set<String> appendable, Set<String> replaceable)
      throws ItemException {
    YamlValue override = item.mapping().get("override");
    boolean append = item.flag("append", false);
    if (override == null) {
      return append
          ? new Change(false, appendable, Set.of())
          : new Change(true, Set.of(), Set.of());
    }
    if (append) {
      throw Item.invalid(override.place(), "'append' and 'override' exclude each other");
    }
    if (!(override instanceof Mapping keys)) {
      throw Item.invalid(
          override.place(), "'override' has to be a mapping of keys to append or replace");
    }
    Map<String, String> wanted = new HashMap<>();
    for (Entry entry : keys.entries()) {
      wanted.put(entry.key().text(), check(item, entry, appendable, replaceable));
    }
    for (Entry entry : item.mapping().entries()) {
      String key = entry.key().text();
      if (!own.contains(key) && !wanted.containsKey(key)) {
        throw Item.invalid(entry.key().place(), "key '" + key + "' is not listed under 'override'");
      }
    }
    return new Change(false, keys(wanted, "append"), keys(wanted, "replace"));
  }

  private static String check(
      Item item, Entry entry, Set<String> appendable, Set<String> replaceable)
      throws ItemException {
    String key = entry.key().text();
    String way = entry.value() instanceof Scalar scalar ? scalar.text() : entry.value().kind();
    boolean fits =
        (way.equals("append") && appendable.contains(key))
            || (way.equals("replace") && replaceable.contains(key));
    if (!fits) {
      throw Item.invalid(
          entry.value().place(),
          "a " + item.kind() + " cannot override '" + key + "' with '" + way + "'");
    }
    if (!item.has(key)) {
      throw Item.invalid(
          entry.key().place(), "'override' names '" + key + "', but the item has no such key");
    }
    return way;
  }

  private static Set<String> keys(Map<String, String> wanted, String way) {
    return Set.copyOf(wanted.keySet().stream().filter(key -> way.equals(wanted.get(key))).toList());
  }
}
