package io.gyr.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyr.promql.testlanguage.TestReport;
import io.gyr.promql.testlanguage.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus's own test files, read from where they lie beside the project. */
class PrometheusTestFilesTest {

  @Test
  void everyEvaluationIsAsPrometheusExpects() throws IOException {
    Path folder = find("shared/conformance/promql");
    assumeTrue(folder != null, "Prometheus's test files are not beside the project");
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(path -> path.toString().endsWith(".test")).sorted().toList();
    }
    List<String> failures = new ArrayList<>();
    int passed = 0;
    int queries = 0;
    for (Path file : files) {
      TestReport report = TestRunner.run(Files.readString(file));
      System.out.printf(
          "%-28s %4d passed, %d failed, %d queries%n",
          file.getFileName(), report.passed(), report.failures().size(), report.queries());
      passed += report.passed();
      queries += report.queries();
      report
          .failures()
          .forEach(
              failure ->
                  failures.add(
                      file.getFileName()
                          + ":"
                          + failure.line()
                          + " "
                          + failure.query()
                          + "\n    expected "
                          + failure.expected()
                          + "\n    got      "
                          + failure.got()));
    }
    System.out.printf(
        "%d files, %d passed, %d failed, %d queries%n",
        files.size(), passed, failures.size(), queries);
    assertThat(String.join("\n", failures)).isEmpty();
    assertThat(files).hasSize(17);
    assertThat(passed).isEqualTo(1479);
  }

  private static Path find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(name))) {
        return at.resolve(name);
      }
    }
    return null;
  }
}
