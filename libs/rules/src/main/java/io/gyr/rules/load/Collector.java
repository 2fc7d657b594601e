package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Adds the items of one file to what the files before it defined. The order of definitions and what
 * each sees is that of falcosecurity/falco, userspace/engine/rule_loader_collector.cpp.
 */
final class Collector {

  static final String OLD_APPEND =
      "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under"
          + " 'override' instead.";

  private static final Set<String> LIST_KEYS = Set.of("list", "items", "append", "override");
  private static final Set<String> MACRO_KEYS = Set.of("macro", "condition", "append", "override");
  private static final Pattern LIST_NAME = Pattern.compile("[^()\"'\\s=,]+");
  private static final Pattern MACRO_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");

  private final Definitions definitions;
  private final Problems problems;

  Collector(Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  void add(List<Item> items) {
    for (Item item : items) {
      if (problems.isFull()) {
        return;
      }
      try {
        add(item);
      } catch (ItemException e) {
        problems.error(e.code(), e.place(), item.subject(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void add(Item item) throws ItemException {
    switch (item.kind()) {
      case Requirements.ENGINE -> Requirements.checkEngine(item);
      case Requirements.PLUGINS -> Requirements.checkPlugins(item);
      case "list" -> addList(item);
      case "macro" -> addMacro(item);
      default -> new RuleCollector(definitions, problems).add(item);
    }
  }

  private void addList(Item item) throws ItemException {
    warnOfKeys(item, LIST_KEYS, problems);
    if (!LIST_NAME.matcher(item.name()).matches()) {
      problems.warning(
          Code.LOAD_INVALID_LIST_NAME,
          item.place(),
          item.subject(),
          "List has an invalid name. List names should match a regular expression: " + LIST_NAME);
    }
    List<PlacedText> values = new ArrayList<>();
    ListDefinition before = definitions.lists.get(item.name());
    List<PlacedText> items = item.texts("items");
    if (appends(item, "items")) {
      if (before == null) {
        throw ItemException.senseless(
            item.place(),
            "List uses 'append' or 'override.items: append' but no list by that name already"
                + " exists");
      }
      values.addAll(before.items());
    }
    values.addAll(items);
    int number = definitions.nextItem();
    int order = before == null ? number : before.order();
    definitions.replaces(before == null ? null : before.place(), item.place());
    definitions.lists.put(
        item.name(),
        new ListDefinition(item.name(), List.copyOf(values), order, number, item.place()));
  }

  private void addMacro(Item item) throws ItemException {
    warnOfKeys(item, MACRO_KEYS, problems);
    if (!MACRO_NAME.matcher(item.name()).matches()) {
      problems.warning(
          Code.LOAD_INVALID_MACRO_NAME,
          item.place(),
          item.subject(),
          "Macro has an invalid name. Macro names should match a regular expression: "
              + MACRO_NAME);
    }
    MacroDefinition before = definitions.macros.get(item.name());
    PlacedText text = item.text("condition");
    if (appends(item, "condition")) {
      if (before == null) {
        throw ItemException.senseless(
            item.place(),
            "Macro uses 'append' or 'override.condition: append' but no macro by that name already"
                + " exists");
      }
      text = before.condition().spacePlus(text);
    }
    int number = definitions.nextItem();
    int order = before == null ? number : before.order();
    definitions.replaces(before == null ? null : before.place(), item.place());
    definitions.macros.put(
        item.name(), new MacroDefinition(item.name(), text, order, number, item.place()));
  }

  /** Whether a list or macro adds to the one before it; if not, it takes its place. */
  private boolean appends(Item item, String key) throws ItemException {
    boolean append = item.flag("append", false);
    if (append) {
      problems.warning(Code.LOAD_DEPRECATED_ITEM, item.place(), item.subject(), OLD_APPEND);
    }
    Overrides overrides = Overrides.of(item, Set.of(key), Set.of(key), append);
    return append || overrides.appended().contains(key);
  }

  static void warnOfKeys(Item item, Set<String> known, Problems problems) {
    for (Scalar key : item.others(known)) {
      problems.warning(
          Code.LOAD_UNKNOWN_KEY,
          key.place(),
          item.subject(),
          "Unknown key '" + key.text() + "' in " + item.kind() + " item; left out");
    }
    for (Scalar key : item.mapping().repeated()) {
      problems.warning(
          Code.LOAD_UNKNOWN_KEY,
          key.place(),
          item.subject(),
          "Key '" + key.text() + "' stands a second time; left out");
    }
  }
}
