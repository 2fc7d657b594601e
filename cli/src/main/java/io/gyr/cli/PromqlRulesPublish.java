package io.gyr.cli;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a rule file in force. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Put a rule file in force, in place of one of the same name.",
      "",
      "Exit status 1 if it has an error; what was in force then goes on."
    },
    footer = {"", "Example:", "  gyr promql rules publish node.rules.yml"})
final class PromqlRulesPublish implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Installation installation = new Installation();

  @Parameters(paramLabel = "FILE", description = "The file")
  private Path file = Path.of("");

  @Option(names = "--name", description = "Its name there; that of the file if it is not given")
  private String name = "";

  @Override
  public Integer call() {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    }
    String as = name.isEmpty() ? String.valueOf(file.getFileName()) : name;
    HttpResponse<String> answer =
        Api.of(installation).send("PUT", PromqlRules.PATH + Api.part(as), content);
    if (answer.statusCode() == 422 || answer.statusCode() == 400) {
      throw Failure.finding(file + ": " + Api.error(answer));
    }
    if (answer.statusCode() != 200) {
      throw Failure.notThere(answer.statusCode() + ": " + Api.error(answer));
    }
    spec.commandLine().getOut().println(as + " is in force within seconds");
    return 0;
  }
}
