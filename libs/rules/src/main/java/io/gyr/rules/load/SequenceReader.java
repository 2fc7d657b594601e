package io.gyr.rules.load;

import io.gyr.rules.sequence.SequenceCompiler;
import io.gyr.rules.sequence.SequenceText.StepText;
import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Scalar;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the steps and the span of a sequence. */
final class SequenceReader {

  /** How many events one match can take: the state of one key is in proportion. */
  static final int MAX_EVENTS = 500;

  private static final long MAX_WITHIN_NS = 86_400_000_000_000L;
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
  private static final Set<String> STEP_KEYS =
      Set.of("as", "condition", "not", "count", "distinct");

  private static final Map<String, Long> UNITS =
      Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

  private SequenceReader() {}

  /** A span of time in nanoseconds: a number and ms, s, m or h; at most a day. */
  static long duration(PlacedText text) throws ItemException {
    Matcher matcher = DURATION.matcher(text.text());
    if (matcher.matches()) {
      Long unit = UNITS.get(matcher.group(2));
      long nanos = Long.parseLong(matcher.group(1)) * (unit == null ? 0 : unit);
      if (nanos > 0 && nanos <= MAX_WITHIN_NS) {
        return nanos;
      }
    }
    throw Item.invalid(
        text.place(0), "'" + text.text() + "' is no span up to 24h: write 500ms, 60s, 5m or 1h");
  }

  static List<StepText> steps(Item item, boolean unordered) throws ItemException {
    if (!(item.mapping().get("steps") instanceof Sequence sequence)) {
      throw Item.invalid(item.place(), "sequence needs the key 'steps', a list");
    }
    List<StepText> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int events = 0;
    for (YamlValue value : sequence.values()) {
      if (!(value instanceof Mapping mapping)) {
        throw Item.invalid(value.place(), "a step is a mapping, not " + value.kind());
      }
      StepText step = step(new Item("step", "step" + (steps.size() + 1), mapping));
      if (!names.add(step.name().text())) {
        throw Item.invalid(
            step.name().place(0), "two steps are called '" + step.name().text() + "'");
      }
      events += step.absent() ? 0 : step.count();
      steps.add(step);
    }
    if (steps.size() > SequenceCompiler.MAX_STEPS || events > MAX_EVENTS) {
      throw Item.invalid(
          sequence.place(),
          "a sequence has at most "
              + SequenceCompiler.MAX_STEPS
              + " steps, which take at most "
              + MAX_EVENTS
              + " events together");
    }
    if (events == 0 || (!unordered && steps.get(0).absent())) {
      throw Item.invalid(
          sequence.place(),
          "a sequence begins with a step that has a condition; 'not' can only come after one");
    }
    return List.copyOf(steps);
  }

  private static StepText step(Item item) throws ItemException {
    List<Scalar> unknown = item.others(STEP_KEYS);
    if (!unknown.isEmpty()) {
      throw Item.invalid(
          unknown.get(0).place(),
          "a step has no key '"
              + unknown.get(0).text()
              + "'; it has as, condition or not, count and distinct");
    }
    boolean absent = item.has("not");
    if (absent == item.has("condition")) {
      throw Item.invalid(item.place(), "a step needs one of the keys 'condition' and 'not'");
    }
    PlacedText name = item.optionalText("as");
    if (name == null) {
      name = PlacedText.made(item.name(), item.place());
    } else if (!NAME.matcher(name.text()).matches()) {
      throw Item.invalid(
          name.place(0),
          "'" + name.text() + "' is no name for a step: letters, digits and underscores");
    }
    PlacedText distinct = item.optionalText("distinct");
    int count = count(item);
    if ((absent && (count > 1 || distinct != null)) || (distinct != null && count < 2)) {
      throw Item.invalid(
          item.place(),
          absent
              ? "a step with 'not' has no count and nothing distinct"
              : "'distinct' needs a 'count' of at least 2");
    }
    return new StepText(name, item.text(absent ? "not" : "condition"), absent, count, distinct);
  }

  private static int count(Item item) throws ItemException {
    @Nullable PlacedText text = item.optionalText("count");
    if (text == null) {
      return 1;
    }
    if (text.text().matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(text.text());
    }
    throw Item.invalid(text.place(0), "'count' has to be a number of events, at least 1");
  }
}
