package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.rules.RuleSet;
import io.gyr.rules.explain.Explanation;
import io.gyr.rules.explain.ExplanationJson;
import io.gyr.rules.explain.ExplanationText;
import io.gyr.rules.field.NearestName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows why a rule fired on a system call, or why not. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Show each part of a rule's condition with what it was for one system call: true, false, or -",
      "where the parts before it had decided.",
      "",
      "The call is the one that an event was found in, one of a capture, or one from a file in Avro's",
      "JSON. The rules are those in force, unless files are given."
    },
    footer = {
      "",
      "Examples:",
      "  gyr rules explain --rule \"Read sensitive file untrusted\" --event 0123456789abcdef...",
      "  gyr rules explain --rule \"My rule\" --event 0123456789abcdef... -r my_rules.yaml --json",
      "  gyr rules explain --rule \"My rule\" --capture incident.scap --num 1871 -r my_rules.yaml"
    })
final class RulesExplain implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROGRAM = "io.gyr.jobs.rules.history.Explain";

  /** Which call. */
  private static final class Call {
    @Option(names = "--event", required = true, paramLabel = "ID", description = "Id of an event")
    private @Nullable String event;

    @Option(
        names = "--record",
        required = true,
        paramLabel = "FILE",
        description = "An enriched system call in Avro's JSON")
    private @Nullable Path record;

    @ArgGroup(exclusive = false)
    private @Nullable Captured captured;
  }

  /** One of a capture. */
  private static final class Captured {
    @Option(names = "--capture", required = true, paramLabel = "F.scap", description = "A capture")
    private Path capture = Path.of("");

    @Option(
        names = "--num",
        required = true,
        paramLabel = "N",
        description = "Number of the event in the capture, its evt.num")
    private long number;
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Option(names = "--rule", required = true, paramLabel = "NAME", description = "Name of the rule")
  private String rule = "";

  @ArgGroup(multiplicity = "1")
  private Call call = new Call();

  @Option(
      names = {"-r", "--rules"},
      paramLabel = "FILE",
      description = "A rule file; give several in loading order (default: the rules in force)")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "As one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Map<String, String> rules = files.isEmpty() ? Api.of(installation).rules() : Api.read(files);
    RuleSet loaded = known(rules);
    boolean colours = System.console() != null && System.getenv("NO_COLOR") == null;
    if (call.captured != null) {
      return explain(call.captured, loaded, colours);
    }
    try (HistoryProcess history = new HistoryProcess(Installation.home())) {
      Path folder = history.rules("rules", rules);
      List<String> arguments = new ArrayList<>(List.of(rule));
      JsonNode event = null;
      if (call.record != null) {
        arguments.addAll(List.of("file:" + call.record.toAbsolutePath(), "-"));
      } else {
        event = Api.of(installation).get("/api/v2/events/" + Api.part(id())).path("event");
        arguments.addAll(List.of(place(event), event.path("time").asText()));
      }
      arguments.addAll(List.of(folder.toString(), colours && !json ? "colours" : "text"));
      if (call.record == null) {
        arguments.addAll(List.of("--config", installation.jobs().toString()));
      }
      return print(history.run(PROGRAM, arguments), event);
    }
  }

  /** The rules, with the one to be explained among them. */
  private RuleSet known(Map<String, String> files) {
    RuleSet rules = LoadedRules.of(files);
    Set<String> names = rules.newExplainer("syscall").rules();
    if (!names.contains(rule)) {
      String nearest = NearestName.of(rule, names);
      throw Failure.finding(
          "there is no rule \""
              + rule
              + "\" for system calls"
              + (nearest == null ? "" : "; did you mean \"" + nearest + "\"?"));
    }
    return rules;
  }

  private int explain(Captured captured, RuleSet rules, boolean colours) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Explanation explanation =
        new CaptureHistory(captured.capture, spec.commandLine().getErr())
            .explain(rules, rule, captured.number);
    if (json) {
      out.println(pretty(JSON.readTree(ExplanationJson.of(explanation))));
    } else {
      out.print(ExplanationText.of(explanation, colours));
    }
    return 0;
  }

  private static String pretty(JsonNode json) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private String id() {
    return String.valueOf(call.event);
  }

  private static String place(JsonNode event) {
    JsonNode records = event.path("records");
    if (records.isEmpty()) {
      throw Failure.finding(
          event.path("count").asLong(1) > 1
              ? "the event sums up a flood: take one of GET /api/v2/events?aggregated_into="
                  + event.path("id").asText()
              : "no rule found this event in a system call");
    }
    return records.get(0).asText();
  }

  private int print(JsonNode answer, @Nullable JsonNode event) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (answer.has("tree")) {
      out.print(json ? pretty(answer) + "\n" : answer.path("text").asText());
      return 0;
    }
    spec.commandLine()
        .getErr()
        .println(
            "gyr: the system call is not in the archive, which is written about once a minute;"
                + " this is what the alert itself carries");
    if (event != null && json) {
      out.println(pretty(event));
    } else if (event != null) {
      for (JsonNode test : event.path("conditions")) {
        out.printf("true   %s   %s%n", test.path("condition").asText(), test.path("values"));
      }
    }
    return 1;
  }
}
