package io.gyr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Falco's own files, read from where they lie beside the project. */
class FalcoRuleFilesTest {

  @Test
  void stableAndIncubatingRulesLoadWithoutAnError() throws IOException {
    LoadResult result = RuleLoader.load(files("falco_rules.yaml", "falco-incubating_rules.yaml"));
    assertThat(result.errors()).as(result.format()).isEmpty();
    assertThat(result.rules().rules()).hasSizeGreaterThan(40);
  }

  @Test
  void readingShadowFiresFalcosRule() throws IOException {
    RuleSet rules = RuleLoader.load(files("falco_rules.yaml")).rules();
    List<String> fired = new ArrayList<>();
    TestEvent event =
        TestEvent.open("/etc/shadow", "O_RDONLY").by("/usr/bin/cat", "/etc/shadow").childOf("bash");
    rules.newEvaluator().evaluate(event, match -> fired.add(match.rule().name()));
    assertThat(fired).containsExactly("Read sensitive file untrusted");
  }

  @Test
  void auditRulesLoadWithoutAnError() throws IOException {
    LoadResult result = RuleLoader.load(files("k8s_audit_rules.yaml", "aws_cloudtrail_rules.yaml"));
    assertThat(result.errors()).as(result.format()).isEmpty();
    assertThat(result.rules().rules())
        .extracting(Rule::source)
        .contains("k8s_audit", "aws_cloudtrail")
        .hasSizeGreaterThan(60);
  }

  private static List<RuleFile> files(String... names) throws IOException {
    List<RuleFile> files = new ArrayList<>();
    for (String name : names) {
      Path file = find("shared/conformance/falco-rules/" + name);
      assumeTrue(file != null, name + " is not beside the project");
      files.add(RuleFile.read(file));
    }
    return files;
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
