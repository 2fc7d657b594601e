package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.Priority;
import io.gyr.rules.yaml.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Adds one rule to what the files before it defined, or changes it. */
final class RuleCollector {

  private static final Set<String> KEYS =
      Set.of(
          "rule",
          "desc",
          "condition",
          "output",
          "priority",
          "source",
          "tags",
          "enabled",
          "warn_evttypes",
          "skip-if-unknown-filter",
          "exceptions",
          "append",
          "override",
          "capture",
          "capture_duration");

  private static final Set<String> APPENDABLE =
      Set.of("condition", "output", "desc", "tags", "exceptions");

  private static final Set<String> REPLACEABLE =
      Set.of(
          "condition",
          "output",
          "desc",
          "tags",
          "exceptions",
          "priority",
          "enabled",
          "warn_evttypes",
          "skip-if-unknown-filter",
          "capture",
          "capture_duration");

  private final Definitions definitions;
  private final Problems problems;

  RuleCollector(Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  void add(Item item) throws ItemException {
    Collector.warnOfUnknown(item, KEYS, problems);
    RuleDefinition before = definitions.rules.get(item.name());
    Change change = Change.of(item, Set.of("rule", "override"), APPENDABLE, REPLACEABLE);
    if (change.anew() && isSwitch(item)) {
      problems.warning(
          Code.LOAD_DEPRECATED_ITEM,
          item.place(),
          item.title(),
          "'enabled' alone is an old way; say 'override: {enabled: replace}'");
      change = new Change(false, Set.of(), Set.of("enabled"));
    }
    Collector.checkExists(item, change, before != null);
    definitions.rules.put(
        item.name(),
        before == null || change.anew() ? defined(item) : changed(item, before, change));
  }

  private static boolean isSwitch(Item item) {
    return item.has("enabled") && item.mapping().entries().size() == 2;
  }

  private static RuleDefinition defined(Item item) throws ItemException {
    PlacedText source = item.optionalText("source");
    return new RuleDefinition(
        item.name(),
        item.text("desc"),
        item.text("condition"),
        item.text("output"),
        priority(item),
        source == null ? "syscall" : source.text(),
        tags(item),
        item.flag("enabled", true),
        item.flag("warn_evttypes", true),
        item.flag("skip-if-unknown-filter", false),
        ExceptionReader.read(item, List.of()),
        item.place());
  }

  private static RuleDefinition changed(Item item, RuleDefinition before, Change change)
      throws ItemException {
    List<String> tags = before.tags();
    if (change.appended().contains("tags")) {
      tags = new ArrayList<>(tags);
      tags.addAll(tags(item));
    } else if (change.replaced().contains("tags")) {
      tags = tags(item);
    }
    List<ExceptionDefinition> exceptions = before.exceptions();
    if (change.appended().contains("exceptions")) {
      exceptions = ExceptionReader.read(item, exceptions);
    } else if (change.replaced().contains("exceptions")) {
      exceptions = ExceptionReader.read(item, List.of());
    }
    Set<String> replaced = change.replaced();
    return new RuleDefinition(
        before.name(),
        text(item, "desc", before.description(), change),
        text(item, "condition", before.condition(), change),
        text(item, "output", before.output(), change),
        replaced.contains("priority") ? priority(item) : before.priority(),
        before.source(),
        List.copyOf(tags),
        replaced.contains("enabled") ? item.flag("enabled", true) : before.enabled(),
        replaced.contains("warn_evttypes")
            ? item.flag("warn_evttypes", true)
            : before.warnWithoutType(),
        replaced.contains("skip-if-unknown-filter")
            ? item.flag("skip-if-unknown-filter", false)
            : before.skipWithUnknownField(),
        exceptions,
        before.place());
  }

  private static PlacedText text(Item item, String key, PlacedText before, Change change)
      throws ItemException {
    if (change.replaced().contains(key)) {
      return item.text(key);
    }
    PlacedText added = change.appended().contains(key) ? item.optionalText(key) : null;
    return added == null ? before : before.spacePlus(added);
  }

  private static Priority priority(Item item) throws ItemException {
    PlacedText text = item.text("priority");
    Priority priority = Priority.of(text.text());
    if (priority == null) {
      throw Item.invalid(
          text.place(0),
          "'"
              + text.text()
              + "' is no priority: emergency, alert, critical, error, warning, notice, info or debug");
    }
    return priority;
  }

  private static List<String> tags(Item item) throws ItemException {
    return item.texts("tags").stream().map(PlacedText::text).distinct().toList();
  }
}
