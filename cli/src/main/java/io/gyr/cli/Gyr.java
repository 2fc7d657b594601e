package io.gyr.cli;

import java.io.PrintWriter;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code gyr} command. */
@Command(
    name = "gyr",
    mixinStandardHelpOptions = true,
    version = "gyr 0.1.0",
    description = {
      "Container monitoring and runtime security.",
      "",
      "Start everything on this machine, then look at what it sees:",
      "",
      "  gyr up",
      "  cat /etc/shadow        # as root, in another terminal: a first alert",
      "  gyr status",
      "  gyr down",
      ""
    },
    footer = {
      "",
      "Exit status: 0 success, 1 a finding (a failed check), 2 wrong use, 3 a component that is not"
          + " there.",
      "Completion: source <(gyr generate-completion)"
    },
    subcommands = {
      Up.class,
      Down.class,
      StatusCommand.class,
      Logs.class,
      RulesCommand.class,
      CaptureCommand.class,
      MetricsCommand.class,
      PromqlCommand.class,
      GenerateCompletion.class,
      CommandLine.HelpCommand.class
    })
public final class Gyr implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Gyr() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall gyr do? See the commands below.");
  }

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    CommandLine gyr = commandLine();
    // Asked for before, it is that of all commands; only whole lines flush it by themselves.
    PrintWriter out = gyr.getOut();
    int status = gyr.execute(arguments);
    out.flush();
    System.exit(status);
  }

  /** The command line, for tests too. */
  static CommandLine commandLine() {
    return new CommandLine(new Gyr())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              if (problem instanceof Failure failure) {
                line.getErr().println("gyr: " + failure.getMessage());
                return failure.status();
              }
              throw problem;
            });
  }
}
