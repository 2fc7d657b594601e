package io.gyr.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.standalone.Status;
import io.gyr.standalone.process.ComponentState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the components and the sums of each stage. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Show each component, and what entered and left each stage of the pipeline.",
      "",
      "In = out + dropped + dead-lettered + in flight. LAG is the age of the newest record when it",
      "left the stage: how fresh the data is. Exit status 1 if a component is not ready."
    })
final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Option(names = "--json", description = "As one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Status status = installation.running();
    List<Stage> stages = Stage.all(status.addresses());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(status, stages)));
    } else {
      components(out, status);
      stages(out, stages);
    }
    return status.ready() ? 0 : 1;
  }

  private static void components(PrintWriter out, Status status) {
    out.printf("%-20s %-12s %8s %9s %8s  %s%n", "COMPONENT", "STATE", "PID", "RESTARTS", "FOR", "");
    for (ComponentState component : status.components()) {
      Duration age = Duration.ofMillis(System.currentTimeMillis() - component.sinceMs());
      String more = component.message() == null ? component.url() : component.message();
      out.printf(
          "%-20s %-12s %8s %9d %8s  %s%n",
          component.name(),
          component.phase().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          component.pid() == 0 ? "-" : Long.toString(component.pid()),
          component.restarts(),
          shortly(age),
          more == null ? "" : more);
    }
  }

  private static void stages(PrintWriter out, List<Stage> stages) {
    out.println();
    out.printf(
        "%-26s %12s %12s %9s %13s %9s%n", "STAGE", "IN", "OUT", "DROPPED", "DEAD-LETTERED", "LAG");
    for (Stage stage : stages) {
      out.printf(
          "%-26s %12d %12d %9d %13d %9s%n",
          stage.name(),
          stage.in(),
          stage.out(),
          stage.dropped(),
          stage.deadLettered(),
          stage.lagSeconds() <= 0 ? "-" : String.format(Locale.ROOT, "%.2f s", stage.lagSeconds()));
    }
  }

  private static String shortly(Duration age) {
    if (age.toHours() > 0) {
      return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }

  private static ObjectNode tree(Status status, List<Stage> stages) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("ready", status.ready());
    tree.put("supervisor_pid", status.supervisorPid());
    status.addresses().forEach(tree::put);
    ArrayNode components = tree.putArray("components");
    status.components().forEach(component -> components.add(JSON.valueToTree(component)));
    ArrayNode array = tree.putArray("stages");
    stages.forEach(stage -> array.add(JSON.valueToTree(stage)));
    return tree;
  }
}
