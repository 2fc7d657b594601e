package io.gyr.rules.load;

import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.yaml.PlacedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of lists, with the lists that they hold put in.
 *
 * <p>How it works: Falco puts lists into conditions as text, one list after another in the order of
 * their definition, and before that the items of a list that another one names in its place
 * (falcosecurity/falco, userspace/engine/rule_loader_compiler.cpp). So a list sees the own items of
 * lists from before it, but what those name in turn stays a word, unless it is a list that comes
 * later. The same is said here by walking.
 */
final class ListTable {

  private static final int MAX_ELEMENTS = 100_000;
  private static final int MAX_DEPTH = 50;

  private final Map<String, ListDefinition> definitions;
  private final Map<String, List<String>> elements = new HashMap<>();

  ListTable(Map<String, ListDefinition> definitions) {
    this.definitions = definitions;
  }

  boolean has(String name) {
    return definitions.containsKey(name);
  }

  /** The elements of a list, or null when there is no such list. */
  @Nullable List<String> elements(String name) {
    ListDefinition definition = definitions.get(name);
    return definition == null ? null : elements(definition, 0);
  }

  /** The lists that other lists name. */
  Set<String> named() {
    Set<String> named = new HashSet<>();
    for (ListDefinition list : definitions.values()) {
      for (PlacedText item : list.items()) {
        if (seen(item, list) != null) {
          named.add(item.text());
        }
      }
    }
    return named;
  }

  private List<String> elements(ListDefinition definition, int depth) {
    List<String> known = elements.get(definition.name());
    if (known != null) {
      return known;
    }
    List<String> all = new ArrayList<>();
    for (PlacedText item : definition.items()) {
      ListDefinition inner = seen(item, definition);
      for (PlacedText word : inner == null ? List.of(item) : inner.items()) {
        addWord(word.text(), definition, depth, all);
        if (all.size() > MAX_ELEMENTS) {
          // One more than allowed is enough for the compiler to refuse it.
          return all;
        }
      }
    }
    elements.put(definition.name(), all);
    return all;
  }

  private @Nullable ListDefinition seen(PlacedText item, ListDefinition from) {
    ListDefinition inner = definitions.get(item.text());
    return inner != null && inner.order() < from.changed() ? inner : null;
  }

  private void addWord(String word, ListDefinition from, int depth, List<String> all) {
    ListDefinition later = definitions.get(word);
    if (later != null && later.order() > from.order() && depth < MAX_DEPTH) {
      all.addAll(elements(later, depth + 1));
      return;
    }
    boolean quoted = word.startsWith("\"") || word.startsWith("'");
    try {
      String text = word.indexOf(' ') >= 0 && !quoted ? '"' + word + '"' : word;
      ConditionParser.parseElements(text).stream().map(Value::text).forEach(all::add);
    } catch (ConditionException notAsItWouldStandInAList) {
      all.add(word);
    }
  }
}
