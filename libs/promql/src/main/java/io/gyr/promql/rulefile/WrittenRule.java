package io.gyr.promql.rulefile;

import io.gyr.promql.labels.LabelNames;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.template.Template;
import io.gyr.promql.template.TemplateException;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A rule as it is written. */
record WrittenRule(
    YamlFields fields,
    String recordName,
    String alertName,
    String expr,
    @Nullable Long holdMs,
    @Nullable Long keepFiringMs,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations) {
  private static final Set<String> KNOWN =
      Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");

  private record Problem(String place, String text) {}

  /** Reads the fields; {@code problems} takes what has the wrong shape. */
  static WrittenRule of(Node node, List<String> problems) {
    YamlFields fields = new YamlFields(node, "rulefmt.Rule", KNOWN, problems);
    return new WrittenRule(
        fields,
        fields.text("record"),
        fields.text("alert"),
        fields.text("expr"),
        fields.duration("for"),
        fields.duration("keep_firing_for"),
        fields.texts("labels"),
        fields.texts("annotations"));
  }

  private String name() {
    return alertName.isEmpty() ? recordName : alertName;
  }

  /**
   * The rule, null if something is wrong with it.
   *
   * @param group name of its group
   * @param number its place in the group, from 1
   * @param common labels of the group, which its own ones override
   * @param problems takes what is wrong
   */
  @Nullable Rule check(
      String group,
      int number,
      SortedMap<String, String> common,
      ParserOptions options,
      List<String> problems) {
    List<Problem> found = new ArrayList<>();
    final String query = query(options, found);
    if (!recordName.isEmpty() && !alertName.isEmpty()) {
      add(found, "record", "only one of 'record' and 'alert' must be set");
    } else if (name().isEmpty()) {
      add(found, "record", "one of 'record' or 'alert' must be set");
    }
    if (!recordName.isEmpty()) {
      checkRecording(found);
    }
    RuleFileReader.labelProblems(labels).forEach(problem -> add(found, "labels", problem));
    for (String name : annotations.keySet()) {
      if (!LabelNames.isValid(name)) {
        add(found, "annotations", "invalid annotation name: " + name);
      }
    }
    SortedMap<String, String> all = new TreeMap<>(common);
    all.putAll(labels);
    Map<String, Template> labelTemplates = Map.of();
    Map<String, Template> annotationTemplates = Map.of();
    if (!alertName.isEmpty()) {
      labelTemplates = templates("labels", "label", all, found);
      annotationTemplates = templates("annotations", "annotation", annotations, found);
    }
    if (!found.isEmpty()) {
      String rule = "group " + Quoted.of(group) + ", rule " + number + ", " + Quoted.of(name());
      found.forEach(problem -> problems.add(problem.place + ": " + rule + ": " + problem.text));
      return null;
    }
    if (alertName.isEmpty()) {
      return new RecordingRule(recordName, query, Collections.unmodifiableSortedMap(all));
    }
    return new AlertingRule(
        alertName,
        query,
        Objects.requireNonNullElse(holdMs, 0L),
        Objects.requireNonNullElse(keepFiringMs, 0L),
        labelTemplates,
        annotationTemplates);
  }

  private void add(List<Problem> found, String field, String problem) {
    found.add(new Problem(fields.place(field), problem));
  }

  private String query(ParserOptions options, List<Problem> found) {
    if (expr.isEmpty()) {
      add(found, "expr", "field 'expr' must be set in rule");
      return "";
    }
    try {
      return Parser.parse(expr, options).toString();
    } catch (ParseException e) {
      add(found, "expr", "could not parse expression: " + e.getMessage());
      return "";
    }
  }

  private void checkRecording(List<Problem> found) {
    if (!annotations.isEmpty()) {
      add(found, "record", "invalid field 'annotations' in recording rule");
    }
    if (holdMs != null && holdMs != 0) {
      add(found, "record", "invalid field 'for' in recording rule");
    }
    if (keepFiringMs != null && keepFiringMs != 0) {
      add(found, "record", "invalid field 'keep_firing_for' in recording rule");
    }
    if (!LabelNames.isValid(recordName)) {
      add(found, "record", "invalid recording rule name: " + recordName);
    }
    if (recordName.indexOf('{') >= 0 || recordName.indexOf('}') >= 0) {
      add(
          found,
          "record",
          "braces present in the recording rule name; should it be in expr?: " + recordName);
    }
  }

  private Map<String, Template> templates(
      String field, String what, SortedMap<String, String> texts, List<Problem> found) {
    SortedMap<String, Template> templates = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          try {
            templates.put(name, Template.parse(text));
          } catch (TemplateException e) {
            add(
                found,
                field,
                what
                    + " "
                    + Quoted.of(name)
                    + ": template: __alert_"
                    + alertName
                    + ":"
                    + e.getMessage());
          }
        });
    return Collections.unmodifiableSortedMap(templates);
  }
}
