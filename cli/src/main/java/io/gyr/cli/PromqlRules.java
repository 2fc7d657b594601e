package io.gyr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the recording and alerting rules of an installation. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Work with recording and alerting rules of the installation that runs.",
    subcommands = {PromqlRulesList.class, PromqlRulesPublish.class, PromqlRulesDelete.class})
final class PromqlRules implements Runnable {
  /** Where the files are. */
  static final String PATH = "/api/v2/prometheus-rules/";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done? See the commands below.");
  }
}
