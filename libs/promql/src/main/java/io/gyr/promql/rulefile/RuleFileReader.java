package io.gyr.promql.rulefile;

import io.gyr.promql.labels.LabelNames;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.text.Utf8;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a file in two steps, as Prometheus does: what does not have the shape of a rule file is
 * told first, and only of a file that has it, what its groups and rules mean.
 */
final class RuleFileReader {
  private static final int MOST_RULES = 10_000;

  private final ParserOptions options;
  private final List<String> problems = new ArrayList<>();

  RuleFileReader(ParserOptions options) {
    this.options = options;
  }

  /** A group as it is written. */
  private record WrittenGroup(
      YamlFields fields,
      String name,
      @Nullable Long intervalMs,
      @Nullable Long queryOffsetMs,
      int limit,
      SortedMap<String, String> labels,
      List<WrittenRule> rules) {}

  RuleFile read(String yaml) throws RuleFileException {
    Optional<Node> root = YamlTree.of(yaml);
    if (root.isEmpty()) {
      return new RuleFile(List.of(), List.of());
    }
    List<WrittenGroup> written = groups(root.get());
    if (!problems.isEmpty()) {
      problems.replaceAll(problem -> "  " + problem);
      throw new RuleFileException(
          List.of("yaml: unmarshal errors:\n" + String.join("\n", problems)));
    }
    List<RuleGroup> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (WrittenGroup group : written) {
      groups.add(group(group, names));
    }
    int rules = groups.stream().mapToInt(group -> group.rules().size()).sum();
    if (rules > MOST_RULES) {
      problems.add(rules + " rules, at most " + MOST_RULES + " are allowed in a file");
    }
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
    return new RuleFile(List.copyOf(groups), RepeatedRules.in(groups));
  }

  private List<WrittenGroup> groups(Node root) {
    YamlFields file = new YamlFields(root, "rulefmt.RuleGroups", Set.of("groups"), problems);
    List<WrittenGroup> groups = new ArrayList<>();
    Set<String> known = Set.of("name", "interval", "query_offset", "limit", "rules", "labels");
    for (Node node : file.list("groups", "rulefmt.RuleGroup")) {
      YamlFields fields = new YamlFields(node, "rulefmt.RuleGroup", known, problems);
      List<WrittenRule> rules = new ArrayList<>();
      for (Node rule : fields.list("rules", "rulefmt.Rule")) {
        rules.add(WrittenRule.of(rule, problems));
      }
      groups.add(
          new WrittenGroup(
              fields,
              fields.text("name"),
              fields.duration("interval"),
              fields.duration("query_offset"),
              fields.number("limit"),
              fields.texts("labels"),
              rules));
    }
    return groups;
  }

  private RuleGroup group(WrittenGroup group, Set<String> names) {
    String place = group.fields.place() + ": ";
    if (group.name.isEmpty()) {
      problems.add(place + "Groupname must not be empty");
    }
    if (!names.add(group.name)) {
      problems.add(place + "groupname: \"" + group.name + "\" is repeated in the same file");
    }
    for (String problem : labelProblems(group.labels)) {
      problems.add(group.fields.place("labels") + ": " + problem);
    }
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < group.rules.size(); i++) {
      Rule rule = group.rules.get(i).check(group.name, i + 1, group.labels, options, problems);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return new RuleGroup(
        group.name,
        Objects.requireNonNullElse(group.intervalMs, 0L),
        group.queryOffsetMs,
        group.limit,
        List.copyOf(rules));
  }

  /** What is wrong with labels that rules set. */
  static List<String> labelProblems(SortedMap<String, String> labels) {
    List<String> found = new ArrayList<>();
    labels.forEach(
        (name, value) -> {
          if (!LabelNames.isValid(name) || name.equals(Labels.NAME)) {
            found.add("invalid label name: " + name);
          }
          if (!Utf8.isValid(value)) {
            found.add("invalid label value: " + value);
          }
        });
    return found;
  }
}
