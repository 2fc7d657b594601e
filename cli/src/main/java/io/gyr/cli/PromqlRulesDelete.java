package io.gyr.cli;

import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a rule file. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Remove a rule file; its series end, and its alerts.",
    footer = {"", "Example:", "  gyr promql rules delete node.rules.yml"})
final class PromqlRulesDelete implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(paramLabel = "NAME", description = "Its name, as the list shows it")
  private String name = "";

  @Override
  public Integer call() {
    HttpResponse<String> answer =
        Api.of(installation).send("DELETE", PromqlRules.PATH + Api.part(name), new byte[0]);
    if (answer.statusCode() == 404 || answer.statusCode() == 400) {
      throw Failure.finding(Api.error(answer));
    }
    if (answer.statusCode() != 204) {
      throw Failure.notThere(answer.statusCode() + ": " + Api.error(answer));
    }
    spec.commandLine().getOut().println(name + " is removed");
    return 0;
  }
}
