package io.gyr.cli;

import io.gyr.promql.testlanguage.TestFailure;
import io.gyr.promql.testlanguage.TestReport;
import io.gyr.promql.testlanguage.TestRunner;
import io.gyr.promql.testlanguage.TestSyntaxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs test files in Prometheus's test language. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Run test files in Prometheus's test language.",
      "",
      "Each instant query is also asked at other times with @, and as the middle step of a range",
      "query. Exit status 1 if an evaluation fails."
    },
    footer = {"", "Example:", "  gyr promql test operators.test"})
final class PromqlTest implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Test files")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int passed = 0;
    int failed = 0;
    for (Path file : files) {
      TestReport report = run(file);
      passed += report.passed();
      failed += report.failures().size();
      for (TestFailure failure : report.failures()) {
        out.println(file + ":" + failure.line() + ": " + failure.query());
        out.println("  expected " + failure.expected());
        out.println("  got      " + failure.got());
      }
    }
    out.println(passed + " passed, " + failed + " failed");
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private static TestReport run(Path file) {
    try {
      return TestRunner.run(Files.readString(file));
    } catch (IOException e) {
      throw Failure.wrongUse(file + " cannot be read: " + e.getMessage());
    } catch (TestSyntaxException e) {
      throw Failure.wrongUse(file + ": " + e.getMessage());
    }
  }
}
