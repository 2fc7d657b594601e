package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the rules and how they are doing. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Show the groups of rules and how they are doing.",
      "",
      "For each rule: its health, the state of an alert, the last error."
    },
    footer = {"", "Example:", "  gyr promql rules list"})
final class PromqlRulesList implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Option(names = "--json", description = "The data of Prometheus's answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    JsonNode data =
        PromqlCalls.data(Api.of(installation), spec.commandLine().getErr(), "rules", List.of());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(data);
    } else {
      data.path("groups").forEach(group -> print(out, group));
    }
    return 0;
  }

  /** One group. */
  static void print(PrintWriter out, JsonNode group) {
    out.println(
        group.path("file").asText()
            + " "
            + group.path("name").asText()
            + ", every "
            + group.path("interval").asText()
            + " s, "
            + lastEvaluation(group));
    for (JsonNode rule : group.path("rules")) {
      StringBuilder line = new StringBuilder("  ").append(rule.path("health").asText());
      line.append("  ").append(rule.path("name").asText());
      if (rule.has("state")) {
        line.append("  ").append(rule.path("state").asText());
        int alerts = rule.path("alerts").size();
        line.append(alerts == 0 ? "" : " (" + alerts + ")");
      }
      if (rule.has("lastError")) {
        line.append("  ").append(rule.path("lastError").asText());
      }
      out.println(line);
    }
  }

  /** Year 1 stands for never, in Go and so in the answer. */
  private static String lastEvaluation(JsonNode group) {
    String time = group.path("lastEvaluation").asText();
    return time.startsWith("0001-") ? "not evaluated yet" : "last " + time;
  }
}
