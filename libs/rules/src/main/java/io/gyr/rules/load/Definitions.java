package io.gyr.rules.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the files define so far. Not safe for several threads. */
final class Definitions {

  final Map<String, ListDefinition> lists;
  final Map<String, MacroDefinition> macros;
  final Map<String, RuleDefinition> rules;
  final Map<String, SequenceDefinition> sequences;
  private int items;

  Definitions() {
    lists = new LinkedHashMap<>();
    macros = new LinkedHashMap<>();
    rules = new LinkedHashMap<>();
    sequences = new LinkedHashMap<>();
  }

  /** A copy to try a file on: what is in it is immutable. */
  Definitions(Definitions other) {
    lists = new LinkedHashMap<>(other.lists);
    macros = new LinkedHashMap<>(other.macros);
    rules = new LinkedHashMap<>(other.rules);
    sequences = new LinkedHashMap<>(other.sequences);
    items = other.items;
  }

  /** Number of the next item. */
  int nextItem() {
    return ++items;
  }
}
