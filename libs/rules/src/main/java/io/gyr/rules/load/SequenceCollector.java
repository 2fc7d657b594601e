package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.Priority;
import io.gyr.rules.sequence.SequenceText;
import io.gyr.rules.yaml.PlacedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds one sequence to what the files before it defined, or changes it. What a later file may
 * replace is what people tune: whether it is on, how grave it is, what it says.
 */
final class SequenceCollector {

  private static final Set<String> KEYS =
      Set.of(
          "sequence",
          "desc",
          "by",
          "within",
          "unordered",
          "steps",
          "output",
          "priority",
          "source",
          "tags",
          "enabled",
          "override");

  private static final Set<String> REPLACEABLE =
      Set.of("desc", "output", "priority", "tags", "enabled", "within");

  private final Definitions definitions;
  private final Problems problems;

  SequenceCollector(Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
  }

  void add(Item item) throws ItemException {
    Collector.warnOfKeys(item, KEYS, problems);
    SequenceDefinition before = definitions.sequences.get(item.name());
    Overrides overrides = Overrides.of(item, Set.of("tags"), REPLACEABLE, false);
    if (overrides.isEmpty()) {
      definitions.sequences.put(item.name(), defined(item));
      return;
    }
    if (before == null) {
      throw ItemException.senseless(
          item.place(), "Sequence uses 'override' but no sequence by that name already exists");
    }
    overrides.checkKeys(item, REPLACEABLE);
    definitions.sequences.put(item.name(), changed(item, before, overrides));
  }

  private static SequenceDefinition defined(Item item) throws ItemException {
    PlacedText source = item.optionalText("source");
    PlacedText description = item.optionalText("desc");
    boolean unordered = item.flag("unordered", false);
    List<PlacedText> by = texts(item, "by");
    return new SequenceDefinition(
        new SequenceText(
            item.name(),
            description == null ? "" : description.text().strip(),
            priority(item),
            source == null ? "syscall" : source.text(),
            tags(item),
            by,
            SequenceReader.duration(item.text("within")),
            unordered,
            SequenceReader.steps(item, unordered),
            output(item, by),
            item.place().source().locate(item.place().offset())),
        item.flag("enabled", true),
        item.place());
  }

  private static SequenceDefinition changed(Item item, SequenceDefinition before, Overrides change)
      throws ItemException {
    SequenceText text = before.text();
    Set<String> replaced = change.replaced();
    PlacedText description = replaced.contains("desc") ? item.text("desc") : null;
    List<String> tags = text.tags();
    if (replaced.contains("tags")) {
      tags = tags(item);
    } else if (change.appended().contains("tags")) {
      tags = java.util.stream.Stream.concat(tags.stream(), tags(item).stream()).distinct().toList();
    }
    return new SequenceDefinition(
        new SequenceText(
            text.name(),
            description == null ? text.description() : description.text().strip(),
            replaced.contains("priority") ? priority(item) : text.priority(),
            text.source(),
            tags,
            text.by(),
            replaced.contains("within")
                ? SequenceReader.duration(item.text("within"))
                : text.withinNs(),
            text.unordered(),
            text.steps(),
            replaced.contains("output") ? item.text("output") : text.output(),
            text.location()),
        replaced.contains("enabled") ? item.flag("enabled", true) : before.enabled(),
        before.place());
  }

  /** What is written, or the name and the key. */
  private static PlacedText output(Item item, List<PlacedText> by) throws ItemException {
    @Nullable PlacedText written = item.optionalText("output");
    if (written != null) {
      return written;
    }
    StringBuilder made = new StringBuilder(item.name().replace("%", "%%"));
    for (PlacedText field : by) {
      made.append(made.indexOf(" (") < 0 ? " (" : " ").append(field.text()).append("=%");
      made.append(field.text());
    }
    return PlacedText.made(by.isEmpty() ? made.toString() : made + ")", item.place());
  }

  private static Priority priority(Item item) throws ItemException {
    PlacedText text = item.optionalText("priority");
    Priority priority = text == null ? Priority.WARNING : Priority.of(text.text());
    if (priority == null) {
      throw new ItemException(
          Code.LOAD_ERR_YAML_VALIDATE,
          item.text("priority").place(0),
          "'"
              + item.text("priority").text()
              + "' is no priority: emergency, alert, critical, error, warning, notice, info or"
              + " debug");
    }
    return priority;
  }

  private static List<String> tags(Item item) throws ItemException {
    return texts(item, "tags").stream().map(PlacedText::text).distinct().toList();
  }

  private static List<PlacedText> texts(Item item, String key) throws ItemException {
    return item.has(key) ? item.texts(key) : List.of();
  }
}
