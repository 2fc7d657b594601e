package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of lists, with the lists that they hold put in. A list sees those that were defined
 * before it.
 */
final class ListTable {

  private static final int MAX_ELEMENTS = 100_000;
  private static final int MAX_DEPTH = 50;

  private final Map<String, ListDefinition> definitions;
  private final Map<String, List<String>> elements = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  ListTable(Map<String, ListDefinition> definitions) {
    this.definitions = definitions;
  }

  /** The elements of a list, or null when there is no such list. */
  @Nullable List<String> elements(String name) {
    ListDefinition definition = definitions.get(name);
    return definition == null ? null : elements(definition, 0);
  }

  /** The lists that something asked for, in themselves or in others. */
  Set<String> used() {
    return used;
  }

  private List<String> elements(ListDefinition definition, int depth) {
    List<String> known = elements.get(definition.name());
    if (known != null) {
      return known;
    }
    used.add(definition.name());
    List<String> all = new ArrayList<>();
    for (PlacedText item : definition.items()) {
      ListDefinition inner = definitions.get(item.text());
      if (inner != null
          && inner.order() < definition.changed()
          && inner != definition
          && depth < MAX_DEPTH) {
        all.addAll(elements(inner, depth + 1));
      } else {
        all.add(unquoted(item.text()));
      }
      if (all.size() > MAX_ELEMENTS) {
        // One more than allowed is enough for the compiler to refuse it.
        break;
      }
    }
    elements.put(definition.name(), all);
    return all;
  }

  /**
   * Quotes inside a YAML text keep an element with special characters whole; they do not belong to
   * it.
   */
  private static String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(last) == text.charAt(0);
    return quoted ? text.substring(1, last) : text;
  }
}
