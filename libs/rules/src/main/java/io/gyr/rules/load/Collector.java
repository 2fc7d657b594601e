package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Adds the items of one file to what the files before it defined. */
final class Collector {

  private static final Set<String> LIST_KEYS = Set.of("list", "items", "append", "override");
  private static final Set<String> MACRO_KEYS = Set.of("macro", "condition", "append", "override");

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
        int number = definitions.nextItem();
        switch (item.kind()) {
          case "list" -> addList(item, number);
          case "macro" -> addMacro(item, number);
          case "sequence" -> new SequenceCollector(definitions, problems).add(item);
          default -> new RuleCollector(definitions, problems).add(item);
        }
      } catch (ItemException e) {
        problems.error(e.code(), e.place(), item.title(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void addList(Item item, int number) throws ItemException {
    warnOfUnknown(item, LIST_KEYS);
    Set<String> items = Set.of("items");
    Change change = Change.of(item, Set.of("list", "override"), items, items);
    ListDefinition before = definitions.lists.get(item.name());
    checkExists(item, change, before != null);
    if (!item.has("items")) {
      throw Item.invalid(item.place(), "list needs the key 'items'");
    }
    List<PlacedText> values = new ArrayList<>();
    if (before != null && change.appended().contains("items")) {
      values.addAll(before.items());
    }
    values.addAll(item.texts("items"));
    int order = before == null ? number : before.order();
    definitions.lists.put(
        item.name(),
        new ListDefinition(item.name(), List.copyOf(values), order, number, item.place()));
  }

  private void addMacro(Item item, int number) throws ItemException {
    warnOfUnknown(item, MACRO_KEYS);
    Set<String> condition = Set.of("condition");
    Change change = Change.of(item, Set.of("macro", "override"), condition, condition);
    MacroDefinition before = definitions.macros.get(item.name());
    checkExists(item, change, before != null);
    PlacedText text = item.text("condition");
    if (before != null && change.appended().contains("condition")) {
      text = before.condition().spacePlus(text);
    }
    int order = before == null ? number : before.order();
    definitions.macros.put(
        item.name(), new MacroDefinition(item.name(), text, order, number, item.place()));
  }

  private void warnOfUnknown(Item item, Set<String> known) {
    warnOfUnknown(item, known, problems);
  }

  static void warnOfUnknown(Item item, Set<String> known, Problems problems) {
    for (Scalar key : item.others(known)) {
      problems.warning(
          Code.LOAD_UNKNOWN_KEY,
          key.place(),
          item.title(),
          "a " + item.kind() + " has no key '" + key.text() + "'; left out");
    }
  }

  static void checkExists(Item item, Change change, boolean exists) throws ItemException {
    if (!change.anew() && !exists) {
      throw Item.invalid(
          item.place(),
          "nothing to append to or override: no " + item.kind() + " of that name came before");
    }
  }
}
