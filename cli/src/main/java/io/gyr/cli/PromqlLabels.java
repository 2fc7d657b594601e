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

/** Shows names of labels, or values of one. */
@Command(
    name = "labels",
    mixinStandardHelpOptions = true,
    description = {
      "Show the names of labels, or the values of one.",
      "",
      "The metric's name is the label __name__."
    },
    footer = {
      "",
      "Examples:",
      "  gyr promql labels",
      "  gyr promql labels __name__",
      "  gyr promql labels host_name --match 'up{job=\"node\"}'"
    })
final class PromqlLabels implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Values of this label")
  private String name = "";

  @Option(names = "--match", paramLabel = "MATCH", description = "Only of such series; repeatable")
  private List<String> matches = new ArrayList<>();

  @Option(
      names = "--start",
      paramLabel = "T",
      defaultValue = "-1d",
      description = "Of series since then: seconds, 2026-01-31T12:00:00Z or -1d; ${DEFAULT-VALUE}")
  private String start = "-1d";

  @Option(names = "--json", description = "As a JSON array")
  private boolean json;

  @Override
  public Integer call() {
    List<String> parameters = new ArrayList<>();
    parameters.addAll(List.of("start", PromqlCalls.time("--start", start)));
    matches.forEach(match -> parameters.addAll(List.of("match[]", match)));
    String path = name.isEmpty() ? "labels" : "label/" + Api.part(name) + "/values";
    JsonNode data =
        PromqlCalls.data(Api.of(installation), spec.commandLine().getErr(), path, parameters);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(data);
    } else {
      data.forEach(text -> out.println(text.asText()));
    }
    return 0;
  }
}
