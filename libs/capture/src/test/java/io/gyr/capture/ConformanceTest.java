package io.gyr.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.rules.Evaluator;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Matching;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.alert.FalcoJson;
import io.gyr.rules.alert.TimeFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Falco's rules over captures give what Falco gives. Captures and answers are read from where they
 * lie beside the project.
 */
class ConformanceTest {
  private static final String CAPTURES = "captures/";
  private static final String STABLE = "falco-rules/falco_rules.yaml";
  private static final String INCUBATING = "falco-rules/falco-incubating_rules.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyFilterMatchesAsManyEventsAsInLibsinsp() throws IOException {
    StringBuilder rules = new StringBuilder();
    Map<String, Integer> wanted = new TreeMap<>();
    Map<String, String> filters = new HashMap<>();
    for (String line : Files.readAllLines(file(CAPTURES + "golden/filters.tsv"))) {
      String[] columns = line.split("\t");
      if (columns.length == 4 && columns[2].matches("[0-9]+")) {
        String name = columns[3];
        filters.put("r" + filters.size(), name);
        wanted.put(name, Integer.parseInt(columns[2]));
        rules.append("- rule: r").append(filters.size() - 1);
        rules.append("\n  desc: d\n  output: o\n  priority: INFO\n  condition: >\n    ");
        rules.append(name).append('\n');
      }
    }
    LoadResult loaded = RuleLoader.load(List.of(new RuleFile("filters", rules.toString())));
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    Evaluator evaluator = loaded.rules().newEvaluator("syscall");
    Map<String, Integer> counts = new TreeMap<>();
    filters.values().forEach(filter -> counts.put(filter, 0));
    try (CaptureReader reader = CaptureReader.open(file(CAPTURES + "lab-attack-a.scap"))) {
      while (reader.next()) {
        evaluator.evaluate(
            reader.event(),
            match -> counts.merge(filters.get(match.rule().name()), 1, Integer::sum));
      }
      assertThat(reader.given()).isEqualTo(171_628);
    }
    assertThat(wanted).hasSize(30);
    assertThat(counts).isEqualTo(wanted);
  }

  @Test
  void stableRulesGiveFalcosAlerts() throws IOException {
    compare("lab-attack-a.stable.jsonl.gz", Matching.FIRST, 392, STABLE);
  }

  @Test
  void allRulesGiveFalcosAlerts() throws IOException {
    compare("lab-attack-a.all.jsonl.gz", Matching.ALL, 594, STABLE, INCUBATING);
  }

  @Test
  void ordinaryCapturesRaiseNothing() throws IOException {
    LoadResult rules = load(STABLE, INCUBATING);
    for (String capture :
        List.of(
            "falcosecurity_falco__cat_write.scap",
            "falcosecurity_falco__connect_localhost.scap",
            "falcosecurity_falco__open-multiple-files.scap",
            "falcosecurity_falco__privileged.scap",
            "falcosecurity_libs__sample.scap")) {
      List<String> alerts = new ArrayList<>();
      Evaluator evaluator = rules.rules().newEvaluator("syscall");
      try (CaptureReader reader = CaptureReader.open(file(CAPTURES + capture))) {
        while (reader.next()) {
          evaluator.evaluate(reader.event(), match -> alerts.add(match.rule().name()));
        }
        assertThat(reader.events()).as(capture).isGreaterThan(300);
      }
      assertThat(alerts).as(capture).isEmpty();
    }
  }

  private static void compare(String golden, Matching matching, int count, String... files)
      throws IOException {
    LoadResult rules = load(files);
    Set<String> names = rules.rules().rules().stream().map(Rule::name).collect(Collectors.toSet());
    Map<String, JsonNode> wanted = golden(golden, names);
    Map<String, JsonNode> alerts = alerts(rules, matching);
    assertThat(alerts.keySet()).isEqualTo(wanted.keySet());
    for (Map.Entry<String, JsonNode> alert : wanted.entrySet()) {
      assertThat(alerts.get(alert.getKey())).as(alert.getKey()).isEqualTo(alert.getValue());
    }
    assertThat(alerts).hasSize(count);
  }

  private static Map<String, JsonNode> alerts(LoadResult rules, Matching matching)
      throws IOException {
    Evaluator evaluator =
        rules
            .rules()
            .newEvaluator(
                "syscall",
                matching,
                RuleLoader.fields("syscall", List.of("evt.num", "thread.tid", "container.id")));
    FalcoJson json = new FalcoJson("lab-1", TimeFormat.ISO_8601);
    Map<String, JsonNode> alerts = new TreeMap<>();
    try (CaptureReader reader = CaptureReader.open(file(CAPTURES + "lab-attack-a.scap"))) {
      while (reader.next()) {
        evaluator.evaluate(reader.event(), match -> put(alerts, json.line(match)));
      }
    }
    return alerts;
  }

  private static Map<String, JsonNode> golden(String name, Set<String> rules) throws IOException {
    Map<String, JsonNode> alerts = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file(CAPTURES + "golden/" + name))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{") && rules.contains(JSON.readTree(line).get("rule").asText())) {
          put(alerts, line);
        }
      }
    }
    return alerts;
  }

  private static void put(Map<String, JsonNode> alerts, String line) {
    try {
      JsonNode alert = JSON.readTree(line);
      String rule = alert.get("rule").asText();
      alerts.put(alert.get("output_fields").get("evt.num").asLong() + " " + rule, alert);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LoadResult load(String... names) throws IOException {
    List<RuleFile> files = new ArrayList<>();
    for (String name : names) {
      files.add(RuleFile.read(file(name)));
    }
    LoadResult loaded = RuleLoader.load(files);
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    return loaded;
  }

  private static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/conformance").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    assumeTrue(false, name + " is not beside the project");
    throw new AssertionError();
  }
}
