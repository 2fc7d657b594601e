package io.gyr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with PromQL. */
@Command(
    name = "promql",
    mixinStandardHelpOptions = true,
    description = "Work with PromQL.",
    subcommands = {
      PromqlQuery.class,
      PromqlRange.class,
      PromqlLabels.class,
      PromqlSeries.class,
      PromqlRules.class,
      PromqlCheck.class,
      PromqlTest.class
    })
final class PromqlCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done? See the commands below.");
  }
}
