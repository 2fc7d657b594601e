package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what makes the most series. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = {
      "Show what makes the most series, how that grew, and which series were refused.",
      "",
      "A series counts if it had a sample since midnight UTC; it is compared with all of yesterday.",
      "Each series costs memory and disk, so a label with many values (ids, addresses, paths) is",
      "what to look for: --by label finds it, --by metric and --by agent say who sends it."
    },
    footer = {
      "",
      "Examples:",
      "  gyr metrics top",
      "  gyr metrics top --by label",
      "  gyr metrics top --by value --match '{__name__=\"http_requests_total\"}'",
      "",
      "Series beyond metrics.max_series, or metrics.max_series_per_agent, _metric or",
      "_team, are refused; what was in the last hour is named at the end."
    })
final class MetricsTop implements Callable<Integer> {
  /** What series are counted by. */
  enum By {
    METRIC,
    LABEL,
    AGENT,
    VALUE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "metric",
      description = {
        "metric, label (its distinct values), value (label=value), or agent (its host_id; the job",
        "of series that no agent sends). Default: ${DEFAULT-VALUE}"
      })
  private By by = By.METRIC;

  @Option(names = "--match", paramLabel = "SELECTOR", description = "Only series that fit")
  private String match = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most lines, up to 1000. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Option(names = "--json", description = "As one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    Api api = Api.of(installation);
    List<String> query = new ArrayList<>(List.of("by=" + by, "limit=" + limit));
    if (!match.isEmpty()) {
      query.add("match=" + Api.part(match));
    }
    JsonNode top = api.ask("/api/v2/metrics/top?" + String.join("&", query));
    JsonNode refused = api.ask("/api/v2/metrics/refused?limit=10").path("refused");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(((ObjectNode) top).set("refused", refused));
    } else {
      TopTable.write(out, top);
      refused(out, refused);
    }
    return 0;
  }

  private static void refused(PrintWriter out, JsonNode refused) {
    if (!refused.isEmpty()) {
      out.println();
      out.println("Refused in the last hour:");
      refused.forEach(
          series ->
              out.println(
                  "  " + series.path("time").asText() + "  " + series.path("detail").asText()));
    }
  }
}
