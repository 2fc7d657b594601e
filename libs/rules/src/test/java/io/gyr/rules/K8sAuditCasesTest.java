package io.gyr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyr.rules.field.json.JsonEvents;
import io.gyr.rules.field.k8saudit.K8sAuditSource;
import io.gyr.rules.json.JsonReader;
import io.gyr.rules.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Falco's regression cases for Kubernetes audit, read from where they lie beside the project. */
class K8sAuditCasesTest {

  @TestFactory
  List<DynamicTest> everyCaseFiresWhatFalcoFires() throws Exception {
    Path folder = folder();
    assumeTrue(folder != null, "shared/conformance/k8s-audit is not beside the project");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonValue one :
        JsonReader.read(Files.readAllBytes(folder.resolve("cases.json"))).elements()) {
      tests.add(DynamicTest.dynamicTest(one.get("name").text(), () -> check(one, folder)));
    }
    assertThat(tests).hasSize(33);
    return tests;
  }

  private static void check(JsonValue one, Path folder) throws IOException {
    List<RuleFile> files = new ArrayList<>();
    for (JsonValue file : one.get("rules").elements()) {
      files.add(RuleFile.read(folder.resolve(file.text())));
    }
    LoadResult loaded = RuleLoader.load(files);
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    Evaluator evaluator = loaded.rules().newEvaluator("k8s_audit", Matching.FIRST, List.of());
    Map<String, Long> counts = new TreeMap<>();
    List<String> priorities = new ArrayList<>();
    try (InputStream trace = Files.newInputStream(folder.resolve(one.get("trace").text()))) {
      JsonEvents.read(
          trace,
          K8sAuditSource.SOURCE,
          event ->
              evaluator.evaluate(
                  event,
                  match -> {
                    counts.merge(match.rule().name(), 1L, Long::sum);
                    priorities.add(match.rule().priority().name());
                  }));
    }
    Map<String, Long> expected = new TreeMap<>();
    one.get("counts")
        .members()
        .forEach((rule, count) -> expected.put(rule, Long.valueOf(count.text())));
    assertThat(counts).isEqualTo(expected);
    if (one.get("detect").isTrue()) {
      String level = one.get("level").text().toUpperCase(Locale.ROOT);
      assertThat(priorities).contains(level.equals("INFO") ? "INFORMATIONAL" : level);
    }
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/conformance/k8s-audit");
      if (Files.exists(folder.resolve("cases.json"))) {
        return folder;
      }
    }
    return null;
  }
}
