package io.gyr.promql.testlanguage;

import io.gyr.promql.text.Durations;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Prometheus's test language (facts: promql/promqltest/README.md and test.go, v3.5), the
 * older forms {@code eval_fail}, {@code eval_warn}, {@code eval_info}, {@code eval_ordered}
 * included.
 */
final class TestFileReader {
  private static final Pattern LOAD = Pattern.compile("load(?:_(with_nhcb))?\\s+(.+?)");
  private static final Pattern INSTANT =
      Pattern.compile("eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(.+?))?\\s+(.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+?)\\s+(.+)");
  private static final Pattern EXPECT =
      Pattern.compile(
          "expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?");
  private static final Pattern EXPECT_RANGE =
      Pattern.compile("expect range vector\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+)");
  private static final String EXPECT_STRING = "expect string ";

  private final List<String> lines = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private int at;

  private TestFileReader(String text) {
    for (String line : text.split("\n", -1)) {
      String stripped = line.strip();
      lines.add(stripped.startsWith("#") ? "" : stripped);
    }
  }

  static List<Command> read(String text) {
    TestFileReader reader = new TestFileReader(text);
    reader.readAll();
    return reader.commands;
  }

  private void readAll() {
    for (at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.isEmpty()) {
        continue;
      }
      String word = line.split("[\t ]+", 2)[0].toLowerCase(Locale.ROOT);
      if (word.equals("clear")) {
        commands.add(new Command.Clear());
      } else if (word.startsWith("load")) {
        commands.add(load(line));
      } else if (word.startsWith("eval")) {
        commands.add(evaluation(line));
      } else {
        throw new TestSyntaxException(at + 1, "invalid command " + Quoted.of(line));
      }
    }
  }

  /** Whether there is another line of the same command, which is then the current one. */
  private boolean more() {
    if (at + 1 >= lines.size() || lines.get(at + 1).isEmpty()) {
      return false;
    }
    at++;
    return true;
  }

  private Command load(String line) {
    Matcher matcher = matched(LOAD, line);
    if (matcher == null) {
      throw new TestSyntaxException(
          at + 1, "invalid load command. (load[_with_nhcb] <step:duration>)");
    }
    long step = duration(matcher.group(2));
    List<SeriesLine> series = new ArrayList<>();
    while (more()) {
      series.add(SeriesLine.parse(lines.get(at), at + 1));
    }
    return new Command.Load(step, series, matcher.group(1) != null);
  }

  private Evaluation evaluation(String line) {
    int number = at + 1;
    Matcher instant = matched(INSTANT, line);
    Matcher range = matched(RANGE, line);
    if (instant != null) {
      Draft draft = new Draft(instant.group(1));
      String time = instant.group(2);
      if (time == null) {
        throw new TestSyntaxException(number, "instant evaluation without a time");
      }
      Evaluation.Expected expected = draft.read();
      return new Evaluation(number, instant.group(3), null, duration(time), expected);
    }
    if (range != null) {
      Draft draft = new Draft(range.group(1));
      Evaluation.Range steps = range(range.group(2), range.group(3), range.group(4));
      return new Evaluation(number, range.group(5), steps, steps.startMs(), draft.read());
    }
    throw new TestSyntaxException(
        number,
        "invalid evaluation command. Must be either 'eval[_fail|_warn|_ordered] instant [at"
            + " <offset:duration>] <query>' or 'eval[_fail|_warn] range from <from> to <to> step"
            + " <step> <query>'");
  }

  private Evaluation.Range range(String from, String to, String step) {
    Evaluation.Range range = new Evaluation.Range(duration(from), duration(to), duration(step));
    if (range.endMs() < range.startMs()) {
      throw new TestSyntaxException(
          at + 1,
          "invalid test definition, end timestamp ("
              + to
              + ") is before start timestamp ("
              + from
              + ")");
    }
    return range;
  }

  private long duration(String text) {
    try {
      return Durations.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new TestSyntaxException(at + 1, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Matcher matched(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? matcher : null;
  }

  /** The expectations of one evaluation, line by line. */
  private final class Draft {
    private final List<Evaluation.Message> fails = new ArrayList<>();
    private final List<Evaluation.Message> warnings = new ArrayList<>();
    private final List<Evaluation.Message> infos = new ArrayList<>();
    private final List<SeriesLine> series = new ArrayList<>();
    private boolean noWarnings;
    private boolean noInfos;
    private boolean ordered;
    private @Nullable Double scalar;
    private @Nullable String string;
    private Evaluation.@Nullable Range matrix;

    Draft(@Nullable String modifier) {
      if (modifier != null) {
        expect(modifier, Evaluation.Message.ANY);
      }
    }

    Evaluation.Expected read() {
      while (more()) {
        line(lines.get(at));
      }
      return new Evaluation.Expected(
          fails, warnings, infos, noWarnings, noInfos, ordered, scalar, string, matrix, series);
    }

    private void line(String line) {
      if (line.startsWith("expected_fail_message")) {
        fails.clear();
        fails.add(
            new Evaluation.Message(line.substring("expected_fail_message".length()).strip(), null));
        return;
      }
      if (line.startsWith("expected_fail_regexp")) {
        fails.clear();
        fails.add(
            new Evaluation.Message(
                null, Pattern.compile(line.substring("expected_fail_regexp".length()).strip())));
        return;
      }
      Matcher range = matched(EXPECT_RANGE, line);
      if (range != null) {
        matrix = range(range.group(1), range.group(2), range.group(3));
        return;
      }
      if (line.startsWith(EXPECT_STRING)) {
        string = Quoted.unquote(line.substring(EXPECT_STRING.length()).strip());
        return;
      }
      Matcher expect = matched(EXPECT, line);
      if (expect != null) {
        expect(expect.group(1), message(expect.group(2), expect.group(3)));
        return;
      }
      try {
        scalar = Numbers.parse(line);
      } catch (NumberFormatException e) {
        series.add(SeriesLine.parse(line, at + 1));
      }
    }

    private Evaluation.Message message(@Nullable String kind, @Nullable String text) {
      if (kind == null || text == null) {
        return Evaluation.Message.ANY;
      }
      return kind.equals("msg")
          ? new Evaluation.Message(text.strip(), null)
          : new Evaluation.Message(null, Pattern.compile(text.strip()));
    }

    private void expect(String what, Evaluation.Message message) {
      switch (what) {
        case "fail" -> fails.add(message);
        case "warn" -> warnings.add(message);
        case "info" -> infos.add(message);
        case "no_warn" -> noWarnings = true;
        case "no_info" -> noInfos = true;
        case "ordered" -> ordered = true;
        default -> throw new IllegalStateException(what);
      }
    }
  }
}
