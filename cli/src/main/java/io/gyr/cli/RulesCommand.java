package io.gyr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with rule files. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Work with Falco rule files.",
    subcommands = {
      RulesCheck.class,
      RulesRun.class,
      RulesFields.class,
      RulesExplain.class,
      RulesBacktest.class
    })
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done? See the commands below.");
  }
}
