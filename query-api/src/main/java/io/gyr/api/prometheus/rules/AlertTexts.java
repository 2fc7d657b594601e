package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.rulefile.AlertingRule;
import io.gyr.promql.template.Template;
import io.gyr.promql.template.TemplateData;
import io.gyr.promql.template.TemplateException;
import io.gyr.promql.value.Sample;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations of a rule's alerts. */
record AlertTexts(AlertingRule rule) {
  static final String NAME = "alertname";

  /** The alert of an element of the result, pending since {@code timeMs}. */
  Alert alert(Sample element, long timeMs) {
    TemplateData data = new TemplateData(element.labels(), element.value());
    Map<String, String> labels = element.labels().toMap();
    labels.remove(Labels.NAME);
    rule.labels().forEach((name, template) -> labels.put(name, expand(template, data)));
    labels.put(NAME, rule.name());
    Map<String, String> annotations = new TreeMap<>();
    rule.annotations().forEach((name, template) -> annotations.put(name, expand(template, data)));
    return new Alert(
        Labels.of(labels),
        Collections.unmodifiableMap(annotations),
        AlertState.PENDING,
        timeMs,
        0,
        element.value());
  }

  /** A text that cannot be made must not keep an alert from being seen. */
  private static String expand(Template template, TemplateData data) {
    try {
      return template.expand(data);
    } catch (TemplateException e) {
      return "<error expanding template: " + e.getMessage() + ">";
    }
  }
}
