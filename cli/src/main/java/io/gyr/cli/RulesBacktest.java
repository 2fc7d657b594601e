package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.rules.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs rules over recorded history. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Run rules over the recorded system calls, or over a capture, and say what they would have",
      "found, against the rules in force: alerts that are new, gone, and the same; by rule and",
      "workload, with samples."
    },
    footer = {
      "",
      "Examples:",
      "  gyr rules backtest --rules new_rules.yaml --from 2026-11-21T00:00:00Z --to"
          + " 2026-11-22T00:00:00Z",
      "  gyr rules backtest --rules new_rules.yaml --current old_rules.yaml --capture incident.scap"
    })
final class RulesBacktest implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Command lines can be of any length; --json has them whole. */
  private static final int MAX_OUTPUT = 300;

  private static final String PROGRAM = "io.gyr.jobs.rules.history.Backtest";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Option(
      names = {"-r", "--rules"},
      required = true,
      paramLabel = "FILE",
      description = "A rule file; give several in loading order")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--current",
      paramLabel = "FILE",
      description = "Rule files to compare with (default: the rules in force)")
  private List<Path> current = new ArrayList<>();

  @ArgGroup(multiplicity = "1")
  private Recording recording = new Recording();

  /** What the rules are run over. */
  private static final class Recording {
    @ArgGroup(exclusive = false)
    private @Nullable Span span;

    @Option(names = "--capture", required = true, paramLabel = "F.scap", description = "A capture")
    private @Nullable Path capture;
  }

  /** A part of the archive. */
  private static final class Span {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "T",
        description = "RFC 3339, inclusive")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "T", description = "RFC 3339, exclusive")
    private String to = "";
  }

  @Option(names = "--json", description = "As one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    JsonNode report = recording.span == null ? ofCapture() : ofArchive(recording.span);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      print(report, out);
    }
    return 0;
  }

  private JsonNode ofCapture() throws IOException {
    RuleSet candidate = LoadedRules.of(Api.read(files));
    return new CaptureHistory(
            Objects.requireNonNull(recording.capture), spec.commandLine().getErr())
        .backtest(candidate, LoadedRules.of(known()));
  }

  private JsonNode ofArchive(Span span) throws IOException {
    Instant begin = time("--from", span.from);
    Instant end = time("--to", span.to);
    if (!begin.isBefore(end)) {
      throw Failure.wrongUse("--from is not before --to");
    }
    installation.running();
    try (HistoryProcess history = new HistoryProcess(Installation.home())) {
      Path candidate = history.rules("candidate", Api.read(files));
      return history.run(
          PROGRAM,
          List.of(
              begin.toString(),
              end.toString(),
              candidate.toString(),
              history.rules("current", known()).toString(),
              "--config",
              installation.jobs().toString()));
    }
  }

  private Map<String, String> known() {
    return current.isEmpty() ? Api.of(installation).rules() : Api.read(current);
  }

  private static void print(JsonNode report, PrintWriter out) {
    out.printf("%,d system calls%n%n", report.path("calls").asLong());
    out.printf("%-60s %9s %9s %9s %9s%n", "RULE", "ALERTS", "NEW", "GONE", "SAME");
    for (JsonNode rule : report.path("rules")) {
      line(rule.path("rule").asText(), rule.path("alerts").asLong(), rule, out);
      rule.path("workloads")
          .properties()
          .forEach(
              one -> {
                JsonNode counts = one.getValue();
                long alerts = counts.path("new").asLong() + counts.path("same").asLong();
                line("  in " + one.getKey(), alerts, counts, out);
              });
      for (JsonNode sample : rule.path("samples")) {
        String output = sample.path("output").asText();
        out.printf(
            "  %s: %s%n",
            sample.path("verdict").asText(),
            output.length() <= MAX_OUTPUT ? output : output.substring(0, MAX_OUTPUT) + "…");
      }
    }
  }

  private static void line(String name, long alerts, JsonNode counts, PrintWriter out) {
    out.printf(
        "%-60s %9d %9d %9d %9d%n",
        name,
        alerts,
        counts.path("new").asLong(),
        counts.path("gone").asLong(),
        counts.path("same").asLong());
  }

  private static Instant time(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Failure.wrongUse(
          option + ": '" + text + "' is no time; write it like 2026-11-22T08:00:00Z");
    }
  }
}
