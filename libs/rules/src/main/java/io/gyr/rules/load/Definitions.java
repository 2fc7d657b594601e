package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the files define so far. Not safe for several threads. */
final class Definitions {

  final Map<String, ListDefinition> lists;
  final Map<String, MacroDefinition> macros;
  final Map<String, RuleDefinition> rules;

  /** The rules that the newest file defines or changes. */
  final Set<String> newest = new LinkedHashSet<>();

  private boolean changesEarlier;
  private int items;

  Definitions() {
    lists = new LinkedHashMap<>();
    macros = new LinkedHashMap<>();
    rules = new LinkedHashMap<>();
  }

  /** A copy to try a file on: what is in it is immutable. */
  Definitions(Definitions other) {
    lists = new LinkedHashMap<>(other.lists);
    macros = new LinkedHashMap<>(other.macros);
    rules = new LinkedHashMap<>(other.rules);
    items = other.items;
  }

  /** Number of the next item. */
  int nextItem() {
    return ++items;
  }

  /** Notes that a list or macro takes the place of another one. */
  void replaces(@Nullable Place before, Place now) {
    changesEarlier |= before != null && before.source() != now.source();
  }

  /** Whether the newest file changes what rules of other files may be made of. */
  boolean changesEarlier() {
    return changesEarlier;
  }
}
