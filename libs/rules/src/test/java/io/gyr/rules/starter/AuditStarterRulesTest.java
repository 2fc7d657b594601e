package io.gyr.rules.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Evaluator;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.field.cloudtrail.CloudTrailSource;
import io.gyr.rules.field.json.JsonEvents;
import io.gyr.rules.field.json.JsonSource;
import io.gyr.rules.field.k8saudit.K8sAuditSource;
import io.gyr.rules.json.JsonReader;
import io.gyr.rules.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every starter rule for Kubernetes audit and CloudTrail fires on an event that it is for, and
 * keeps quiet on the nearest one that is harmless. The events are our own, written as they are
 * recorded.
 */
class AuditStarterRulesTest {

  private static final LoadResult LOADED = RuleLoader.load(StarterRules.audit());

  @TestFactory
  Stream<DynamicTest> kubernetesAudit() throws Exception {
    return tests("k8s_audit_events.json", K8sAuditSource.SOURCE, 20);
  }

  @TestFactory
  Stream<DynamicTest> cloudTrail() throws Exception {
    return tests("cloudtrail_events.json", CloudTrailSource.SOURCE, 15);
  }

  @Test
  void theRulesLoadCleanlyAndBesidesThoseForSystemCalls() {
    assertThat(LOADED.problems()).isEmpty();
    List<RuleFile> all = new ArrayList<>(StarterRules.load());
    all.addAll(StarterRules.audit());
    LoadResult together = RuleLoader.load(all);
    assertThat(together.problems()).isEmpty();
    assertThat(together.rules().rules())
        .hasSize(
            LOADED.rules().rules().size()
                + RuleLoader.load(StarterRules.load()).rules().rules().size());
  }

  @Test
  void everyRuleIsTagged() {
    for (Rule rule : LOADED.rules().rules()) {
      for (String pattern :
          List.of(
              "T[0-9]{4}(\\.[0-9]{3})?",
              "mitre_[a-z_]+",
              "PCI_DSS_[0-9.]+",
              "NIST_800-53_[A-Z]{2}-[0-9]+",
              "SOC2_CC[0-9.]+")) {
        assertThat(rule.tags()).as(rule.name()).anyMatch(tag -> tag.matches(pattern));
      }
    }
  }

  private static Stream<DynamicTest> tests(String resource, JsonSource source, int atLeast)
      throws Exception {
    List<JsonValue> cases;
    try (InputStream in = AuditStarterRulesTest.class.getResourceAsStream(resource)) {
      cases = JsonReader.read(in.readAllBytes()).elements();
    }
    assertThat(cases).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(cases.stream().map(one -> one.get("rule").text()))
        .containsExactlyInAnyOrderElementsOf(
            LOADED.rules().rules().stream()
                .filter(rule -> rule.source().equals(source.fields().name()))
                .map(Rule::name)
                .toList());
    return cases.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("rule").text(),
                    () -> {
                      assertThat(fired(one.get("fires"), source)).contains(one.get("rule").text());
                      assertThat(fired(one.get("quiet"), source))
                          .doesNotContain(one.get("rule").text());
                    }));
  }

  private static List<String> fired(JsonValue document, JsonSource source) {
    Evaluator evaluator = LOADED.rules().newEvaluator(source.fields().name());
    List<String> fired = new ArrayList<>();
    JsonEvents.Reading reading =
        JsonEvents.read(
            new ByteArrayInputStream(document.text().getBytes(StandardCharsets.UTF_8)),
            source,
            event ->
                evaluator.evaluate(
                    event,
                    match -> {
                      assertThat(match.message()).doesNotContain("%");
                      fired.add(match.rule().name());
                    }));
    assertThat(reading.events()).as(reading.problems().toString()).isEqualTo(1);
    return fired;
  }
}
