package io.gyr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with capture files. */
@Command(
    name = "capture",
    mixinStandardHelpOptions = true,
    description = "Work with scap capture files, those of Falco and sysdig.",
    subcommands = {CaptureInfo.class, CaptureRead.class})
final class CaptureCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done? See the commands below.");
  }
}
