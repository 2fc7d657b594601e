package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.Priority;
import io.gyr.rules.yaml.PlacedText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds one rule to what the files before it defined, or changes it. */
final class RuleCollector {

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

  private static final Set<String> KEYS = keys();

  private final Definitions definitions;
  private final Problems problems;

  RuleCollector(Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  private static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(REPLACEABLE);
    keys.addAll(List.of("rule", "source", "append", "override"));
    return Set.copyOf(keys);
  }

  void add(Item item) throws ItemException {
    Collector.warnOfKeys(item, KEYS, problems);
    boolean append = item.flag("append", false);
    if (append) {
      problems.warning(
          Code.LOAD_DEPRECATED_ITEM, item.place(), item.subject(), Collector.OLD_APPEND);
    }
    Overrides overrides = Overrides.of(item, APPENDABLE, REPLACEABLE, append);
    RuleDefinition before = definitions.rules.get(item.name());
    RuleDefinition rule;
    if (!overrides.isEmpty()) {
      overrides.checkKeys(item, REPLACEABLE);
      rule = changed(item, existing(item, before, !overrides.appended().isEmpty()), overrides);
    } else if (append) {
      rule = appended(item, before);
    } else if (isSwitch(item)) {
      rule = switched(item, before);
    } else {
      rule = defined(item, before);
    }
    definitions.nextItem();
    definitions.newest.add(item.name());
    definitions.rules.put(item.name(), rule);
  }

  private static RuleDefinition existing(Item item, @Nullable RuleDefinition before, boolean append)
      throws ItemException {
    if (before == null) {
      throw ItemException.senseless(
          item.place(),
          append
              ? "Rule uses 'append' or 'override.<key>: append' but no rule by that name already"
                  + " exists"
              : "An 'override.<key>: replace' to a rule was requested but no rule by that name"
                  + " already exists");
    }
    return before;
  }

  /** Whether the item only says whether a rule is on: the way before there were overrides. */
  private static boolean isSwitch(Item item) {
    return !item.has("condition")
        && !item.has("output")
        && !item.has("desc")
        && !item.has("priority");
  }

  private RuleDefinition switched(Item item, @Nullable RuleDefinition before) throws ItemException {
    boolean enabled = item.flag("enabled");
    problems.warning(
        Code.LOAD_DEPRECATED_ITEM,
        item.place(),
        item.subject(),
        "The standalone 'enabled' key usage is deprecated. The correct approach requires also a"
            + " 'replace' entry under the 'override' key (i.e. 'enabled: replace').");
    if (before == null) {
      throw ItemException.senseless(
          item.place(), "Rule has 'enabled' key but no rule by that name already exists");
    }
    return before.toBuilder().enabled(enabled).build();
  }

  /** The old way to append: only the condition and the exceptions, whatever else is there. */
  private RuleDefinition appended(Item item, @Nullable RuleDefinition before) throws ItemException {
    RuleDefinition rule = existing(item, before, true);
    if (!item.has("condition") && !item.has("exceptions")) {
      throw ItemException.senseless(
          item.place(), "Appended rule must have exceptions or condition property");
    }
    RuleDefinition.Builder changed = rule.toBuilder();
    if (item.has("condition")) {
      changed.condition(rule.condition().spacePlus(item.text("condition")));
    }
    if (item.has("exceptions")) {
      changed.exceptions(new ExceptionReader(item, problems).append(rule.exceptions()));
    }
    return changed.build();
  }

  private RuleDefinition defined(Item item, @Nullable RuleDefinition before) throws ItemException {
    PlacedText condition = item.text("condition");
    PlacedText output = item.text("output");
    PlacedText description = item.text("desc");
    Priority priority = priority(item);
    PlacedText source = item.optionalText("source");
    String sourceName = source == null ? "syscall" : source.text();
    if (before != null && !before.source().equals(sourceName)) {
      throw ItemException.senseless(
          item.place(), "Rule has been re-defined with a different source");
    }
    checkCapture(item);
    return new RuleDefinition(
        item.name(),
        description,
        condition,
        output,
        priority,
        sourceName,
        item.has("tags") ? tags(item) : List.of(),
        item.flag("enabled", true),
        item.flag("warn_evttypes", true),
        item.flag("skip-if-unknown-filter", false),
        new ExceptionReader(item, problems).define(),
        item.place());
  }

  private RuleDefinition changed(Item item, RuleDefinition before, Overrides overrides)
      throws ItemException {
    RuleDefinition.Builder changed = before.toBuilder();
    for (String key : overrides.appended()) {
      switch (key) {
        case "condition" -> changed.condition(before.condition().spacePlus(item.text(key)));
        case "output" -> changed.output(before.output().spacePlus(item.text(key)));
        case "desc" -> changed.description(before.description().spacePlus(item.text(key)));
        case "tags" -> changed.tags(joined(before.tags(), tags(item)));
        default ->
            changed.exceptions(new ExceptionReader(item, problems).append(before.exceptions()));
      }
    }
    for (String key : overrides.replaced()) {
      switch (key) {
        case "condition" -> changed.condition(item.text(key));
        case "output" -> changed.output(item.text(key));
        case "desc" -> changed.description(item.text(key));
        case "tags" -> changed.tags(tags(item));
        case "priority" -> changed.priority(priority(item));
        case "enabled" -> changed.enabled(item.flag(key));
        case "warn_evttypes" -> changed.warnWithoutType(item.flag(key));
        case "skip-if-unknown-filter" -> changed.skipWithUnknownField(item.flag(key));
        case "exceptions" -> changed.exceptions(new ExceptionReader(item, problems).define());
        default -> checkCapture(item);
      }
    }
    return changed.build();
  }

  /** Captures around a match are asked for here and made elsewhere: only the form is checked. */
  private static void checkCapture(Item item) throws ItemException {
    item.flag("capture", false);
    PlacedText duration = item.optionalText("capture_duration");
    if (duration != null && !duration.text().matches("[0-9]{1,9}")) {
      throw Item.invalid(duration.place(0), "'capture_duration' has to be a number");
    }
  }

  private static Priority priority(Item item) throws ItemException {
    PlacedText text = item.text("priority");
    Priority priority = Priority.of(text.text());
    if (priority == null) {
      throw Item.invalid(
          text.place(0),
          "Invalid priority '"
              + text.text()
              + "': emergency, alert, critical, error, warning, notice, info or debug");
    }
    return priority;
  }

  private static List<String> tags(Item item) throws ItemException {
    return item.texts("tags").stream().map(PlacedText::text).distinct().toList();
  }

  private static List<String> joined(List<String> tags, List<String> more) {
    List<String> all = new ArrayList<>(tags);
    all.addAll(more);
    return all.stream().distinct().toList();
  }
}
