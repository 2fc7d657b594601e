package io.gyr.promql.rulefile;

import io.gyr.promql.labels.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rules that write the same series as another: each evaluation then has two values for one time, of
 * which one is lost.
 */
final class RepeatedRules {
  private record Written(String name, Labels labels) {}

  private RepeatedRules() {}

  /** A warning for each rule of which there was the same before. */
  static List<String> in(List<RuleGroup> groups) {
    Set<Written> seen = new HashSet<>();
    List<String> warnings = new ArrayList<>();
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        Labels labels = labels(rule);
        if (!seen.add(new Written(rule.name(), labels))) {
          warnings.add(
              "group \""
                  + group.name()
                  + "\": there is another rule "
                  + rule.name()
                  + labels
                  + ", and their results may be the same series");
        }
      }
    }
    return List.copyOf(warnings);
  }

  private static Labels labels(Rule rule) {
    if (rule instanceof RecordingRule recording) {
      return Labels.of(recording.labels());
    }
    Map<String, String> texts = new TreeMap<>();
    ((AlertingRule) rule).labels().forEach((name, text) -> texts.put(name, text.text()));
    return Labels.of(texts);
  }
}
