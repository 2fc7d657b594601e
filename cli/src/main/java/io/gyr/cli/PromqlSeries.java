package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which series there are. */
@Command(
    name = "series",
    mixinStandardHelpOptions = true,
    description = "Show the series that fit selectors, with all their labels.",
    footer = {
      "",
      "Examples:",
      "  gyr promql series up",
      "  gyr promql series '{__name__=~\"node_.*\", host_name=\"a\"}' --start=-7d"
    })
final class PromqlSeries implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(arity = "1..*", paramLabel = "MATCH", description = "Selectors; one must fit")
  private List<String> matches = new ArrayList<>();

  @Option(
      names = "--start",
      paramLabel = "T",
      defaultValue = "-1d",
      description = "Of series since then: seconds, 2026-01-31T12:00:00Z or -1d; ${DEFAULT-VALUE}")
  private String start = "-1d";

  @Option(names = "--json", description = "As a JSON array of objects")
  private boolean json;

  @Override
  public Integer call() {
    List<String> parameters = new ArrayList<>();
    parameters.addAll(List.of("start", PromqlCalls.time("--start", start)));
    matches.forEach(match -> parameters.addAll(List.of("match[]", match)));
    JsonNode data =
        PromqlCalls.data(Api.of(installation), spec.commandLine().getErr(), "series", parameters);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(data);
    } else {
      data.forEach(series -> out.println(PromqlCalls.series(series)));
    }
    return 0;
  }
}
