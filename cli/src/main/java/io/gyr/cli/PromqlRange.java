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

/** Answers a PromQL query at steps. */
@Command(
    name = "range",
    mixinStandardHelpOptions = true,
    description = {
      "Answer a PromQL query at each step of a range of time.",
      "",
      "What is older than six hours is answered from aggregates; --json says in resolutions which",
      "part is from which. Start and step that are whole hours or days read coarser aggregates and",
      "answer sooner."
    },
    footer = {
      "",
      "Examples:",
      "  gyr promql range 'rate(http_requests_total[5m])' --start=-1h --step=1m",
      "  gyr promql range 'max_over_time(memory_bytes[1h])' --start=-30d --step=1h"
    })
final class PromqlRange implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(paramLabel = "EXPR", description = "The query")
  private String query = "";

  @Option(
      names = "--start",
      paramLabel = "T",
      defaultValue = "-1h",
      description = "First step: seconds, 2026-01-31T12:00:00Z, now, or -1h; ${DEFAULT-VALUE}")
  private String start = "-1h";

  @Option(
      names = "--end",
      paramLabel = "T",
      defaultValue = "now",
      description = "Last step, in the same way; ${DEFAULT-VALUE}")
  private String end = "now";

  @Option(
      names = "--step",
      paramLabel = "D",
      defaultValue = "1m",
      description = "Distance of the steps, such as 15s, 1m or 1h; ${DEFAULT-VALUE}")
  private String step = "1m";

  @Option(names = "--json", description = "The data of Prometheus's answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    List<String> parameters =
        List.of(
            "query",
            query,
            "start",
            PromqlCalls.time("--start", start),
            "end",
            PromqlCalls.time("--end", end),
            "step",
            step);
    JsonNode data =
        PromqlCalls.data(
            Api.of(installation), spec.commandLine().getErr(), "query_range", parameters);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(data);
    } else {
      print(out, data.path("result"));
    }
    return 0;
  }

  static void print(PrintWriter out, JsonNode result) {
    for (JsonNode series : result) {
      out.println(PromqlCalls.series(series.path("metric")));
      for (String member : List.of("values", "histograms")) {
        for (JsonNode point : series.path(member)) {
          out.println("  " + PromqlCalls.time(point) + "  " + PromqlCalls.value(point));
        }
      }
    }
  }
}
