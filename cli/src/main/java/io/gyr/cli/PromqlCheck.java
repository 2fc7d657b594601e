package io.gyr.cli;

import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.rulefile.RuleFile;
import io.gyr.promql.rulefile.RuleFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads files of recording and alerting rules and says what is wrong with them. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Read Prometheus's rule files and say what is wrong with them, and where.",
      "",
      "Exit status 1 if a file has an error; warnings do not count."
    },
    footer = {"", "Example:", "  gyr promql check node.rules.yml"})
final class PromqlCheck implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Rule files")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--experimental", description = "Queries may use all that is experimental")
  private boolean experimental;

  @Override
  public Integer call() {
    int failed = 0;
    for (Path file : files) {
      failed += check(file) ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }

  private boolean check(Path file) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      RuleFile rules =
          RuleFile.parse(
              Files.readString(file), experimental ? ParserOptions.ALL : ParserOptions.STABLE);
      rules.warnings().forEach(warning -> out.println(file + ": warning: " + warning));
      out.println(file + ": " + rules.rules() + " rules in " + rules.groups().size() + " groups");
      return true;
    } catch (RuleFileException e) {
      e.problems().forEach(problem -> out.println(file + ": " + problem));
      return false;
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    }
  }
}
