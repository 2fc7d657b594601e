package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a PromQL query at one time. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Answer a PromQL query at one time.",
      "",
      "One line for each series: its labels and its value. Warnings and infos of the answer go to",
      "standard error."
    },
    footer = {
      "",
      "Examples:",
      "  gyr promql query 'sum by (host_name) (rate(container_cpu_usage_seconds_total[5m]))'",
      "  gyr promql query 'topk(5, count by (__name__) ({__name__!=\"\"}))' --time=-1h",
      "  gyr promql query 'up[1m]' --json"
    })
final class PromqlQuery implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(paramLabel = "EXPR", description = "The query")
  private String query = "";

  @Option(
      names = "--time",
      paramLabel = "T",
      defaultValue = "now",
      description = "When: seconds since 1970, 2026-01-31T12:00:00Z, now, or -15m for ago")
  private String time = "now";

  @Option(names = "--json", description = "The data of Prometheus's answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    String at = PromqlCalls.time("--time", time);
    JsonNode data =
        PromqlCalls.data(
            Api.of(installation),
            spec.commandLine().getErr(),
            "query",
            List.of("query", query, "time", at));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(data);
    } else {
      print(out, data);
    }
    return 0;
  }

  private static void print(PrintWriter out, JsonNode data) {
    JsonNode result = data.path("result");
    switch (data.path("resultType").asText()) {
      case "vector" -> {
        for (JsonNode sample : result) {
          JsonNode point = sample.has("value") ? sample.path("value") : sample.path("histogram");
          out.println(PromqlCalls.series(sample.path("metric")) + "  " + PromqlCalls.value(point));
        }
      }
      case "matrix" -> PromqlRange.print(out, result);
      default -> out.println(PromqlCalls.value(result));
    }
  }
}
