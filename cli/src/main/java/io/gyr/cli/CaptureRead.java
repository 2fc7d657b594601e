package io.gyr.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.capture.CaptureReader;
import io.gyr.rules.Evaluator;
import io.gyr.rules.Event;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Match;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.scap.ScapException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints the events of a capture. The filter is the condition of a rule and the format its output,
 * so that both mean what they mean in rules.
 */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "Print the events of a capture, or count them.",
      "",
      "Exit status 1 if the capture is damaged; what is readable of it is printed."
    },
    footer = {
      "",
      "Examples:",
      "  gyr capture read incident.scap 'evt.type=execve and proc.pname=nginx'",
      "  gyr capture read incident.scap --count 'fd.sport in (443, 8443)'",
      "  gyr capture read incident.scap -p '%%evt.time %%proc.cmdline %%fd.name' 'evt.type=openat'"
    })
final class CaptureRead implements Callable<Integer> {
  private static final String DEFAULT_FORMAT =
      "%evt.num %evt.time %evt.cpu %proc.name (%thread.tid) %evt.type %evt.args";

  private static final String EVERYTHING = "evt.num >= 0";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "F.scap", description = "The capture")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILTER",
      description = "Only events that this condition holds for")
  private @Nullable String filter;

  @Option(names = "--count", description = "Print only how many events there are")
  private boolean count;

  @Option(names = "--json", description = "The format's fields as a JSON object, one a line")
  private boolean json;

  @Option(
      names = "-p",
      paramLabel = "FORMAT",
      description =
          "What to print of an event, as the output of a rule; %%field is a field's value")
  private String format = DEFAULT_FORMAT;

  private final ObjectMapper mapper = new ObjectMapper();
  private long matches;

  @Override
  public Integer call() {
    Evaluator evaluator = evaluator();
    PrintWriter out = spec.commandLine().getOut();
    String damage = null;
    try (CaptureReader capture = CaptureReader.open(file)) {
      Event event = capture.event();
      while (capture.next()) {
        if (evaluator.wants(event.type())) {
          evaluator.evaluate(event, match -> print(match, out));
        }
      }
    } catch (ScapException e) {
      damage = e.getMessage();
    } catch (NoSuchFileException e) {
      throw Failure.wrongUse(file + " is not there");
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    }
    if (count) {
      out.println(matches);
    }
    out.flush();
    if (damage != null) {
      throw Failure.finding(file + ": " + damage);
    }
    return 0;
  }

  private void print(Match match, PrintWriter out) {
    matches++;
    if (count) {
      return;
    }
    if (!json) {
      out.println(match.message());
      return;
    }
    try {
      out.println(mapper.writeValueAsString(match.outputFields()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Evaluator evaluator() {
    String rule =
        "- rule: filter\n  desc: the filter\n  priority: INFO\n  condition: "
            + quoted(filter == null ? EVERYTHING : filter)
            + "\n  output: "
            + quoted(count ? "counted" : format)
            + "\n";
    LoadResult loaded = RuleLoader.load(List.of(new RuleFile("FILTER", rule)));
    if (!loaded.isClean()) {
      throw Failure.wrongUse("the filter or the format: " + loaded.errors().get(0).message());
    }
    return loaded.rules().newEvaluator("syscall");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
