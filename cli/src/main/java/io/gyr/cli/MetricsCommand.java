package io.gyr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with metrics. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Bring metrics in and see which there are.",
    subcommands = {MetricsImport.class, MetricsTop.class})
final class MetricsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done? See the commands below.");
  }
}
