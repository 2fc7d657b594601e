package io.gyr.cli;

import io.gyr.rules.Evaluator;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Match;
import io.gyr.rules.MatchSink;
import io.gyr.rules.Matching;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.alert.FalcoJson;
import io.gyr.rules.alert.FalcoText;
import io.gyr.rules.alert.TimeFormat;
import io.gyr.rules.field.json.JsonSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs rules over recorded events and prints the alerts. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run rules over recorded events: alerts on standard output, a summary on standard error.",
      "",
      "Exit status 1 if a rule file or the events have an error; alerts do not count."
    },
    footer = {
      "",
      "Examples:",
      "  gyr rules run -r falco_rules.yaml --capture incident.scap --json",
      "  gyr rules run -r k8s_audit_rules.yaml --events audit.log --source k8s_audit"
    })
final class RulesRun implements Callable<Integer> {

  /** Where the events come from. */
  private static final class Input {
    @Option(names = "--capture", required = true, paramLabel = "F.scap", description = "A capture")
    private @Nullable Path capture;

    @Option(
        names = "--events",
        required = true,
        paramLabel = "F.json",
        description = "Audit events in JSON, plain or gzip")
    private @Nullable Path events;
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "-r",
      required = true,
      paramLabel = "FILE",
      description = "A rule file; give several in loading order")
  private List<Path> files = new ArrayList<>();

  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "With --events: the kind of events, k8s_audit or aws_cloudtrail")
  private @Nullable String source;

  @Option(names = "--json", description = "Alerts as JSON objects of Falco's shape, one a line")
  private boolean json;

  @Option(
      names = "--matching",
      paramLabel = "all|first",
      defaultValue = "all",
      description = "All rules that an event fires, or the first of them; default: all")
  private Matching matching = Matching.ALL;

  @Option(
      names = "--time-of-day",
      description = "Only the time of day at the front of an alert's text, not ISO 8601")
  private boolean timeOfDay;

  @Override
  public Integer call() throws IOException {
    EventInput events = input();
    PrintWriter err = spec.commandLine().getErr();
    LoadResult loaded = RuleLoader.load(ruleFiles());
    if (!loaded.isClean()) {
      loaded.errors().forEach(err::println);
      throw Failure.finding("rules with errors are not run; gyr rules check shows all problems");
    }
    Evaluator evaluator =
        loaded
            .rules()
            .newEvaluator(
                events.source(),
                matching,
                RuleLoader.fields(events.source(), events.extraFields()));
    AlertPrinter alerts = new AlertPrinter(spec.commandLine().getOut(), events);
    long start = System.nanoTime();
    EventInput.Reading reading;
    try {
      reading = events.run(evaluator, alerts);
    } catch (IOException e) {
      throw Failure.wrongUse("the events cannot be read: " + e.getMessage());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    spec.commandLine().getOut().flush();
    reading.problems().forEach(problem -> err.println("gyr: " + problem));
    err.printf(
        Locale.ROOT,
        "%d events, %d alerts, %.3f s, %.0f events/s%n",
        reading.events(),
        alerts.count,
        seconds,
        reading.events() / seconds);
    return reading.problems().isEmpty() ? 0 : 1;
  }

  private final class AlertPrinter implements MatchSink {
    private final PrintWriter out;
    private final EventInput events;
    private final TimeFormat time = timeOfDay ? TimeFormat.TIME_OF_DAY : TimeFormat.ISO_8601;
    private long count;

    AlertPrinter(PrintWriter out, EventInput events) {
      this.out = out;
      this.events = events;
    }

    @Override
    public void accept(Match match) {
      count++;
      out.print(
          json
              ? new FalcoJson(events.hostname(), time).line(match)
              : new FalcoText(time).line(match));
      out.print('\n');
    }
  }

  private EventInput input() {
    if (input.capture != null) {
      return new CaptureInput(input.capture);
    }
    String names =
        RuleLoader.jsonSources().stream()
            .map(known -> known.fields().name())
            .collect(Collectors.joining(" or "));
    if (source == null || input.events == null) {
      throw new ParameterException(spec.commandLine(), "--events needs --source " + names);
    }
    for (JsonSource known : RuleLoader.jsonSources()) {
      if (known.fields().name().equals(source)) {
        return new JsonInput(input.events, known);
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--source is " + names + ", not '" + source + "'");
  }

  private List<RuleFile> ruleFiles() {
    List<RuleFile> contents = new ArrayList<>();
    for (Path file : files) {
      try {
        contents.add(RuleFile.read(file));
      } catch (IOException e) {
        throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
      }
    }
    return contents;
  }
}
