package io.gyr.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads rule files and says what is wrong with them. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Load rule files in order and say what is wrong with them, and where.",
      "",
      "Exit status 1 if a file has an error; warnings do not count."
    },
    footer = {"", "Example:", "  gyr rules check falco_rules.yaml my_rules.yaml"})
final class RulesCheck implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Rule files, in loading order")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "As one JSON object, in the shape of Falco's")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<RuleFile> contents = new ArrayList<>();
    for (Path file : files) {
      try {
        contents.add(RuleFile.read(file));
      } catch (IOException e) {
        throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
      }
    }
    LoadResult result = RuleLoader.load(contents);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(FalcoLoadResults.of(result)));
    } else {
      out.print(result.format());
      out.flush();
    }
    out.flush();
    return result.isClean() ? 0 : 1;
  }
}
