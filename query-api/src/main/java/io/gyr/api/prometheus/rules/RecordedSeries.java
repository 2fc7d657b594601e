package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.rulefile.RecordingRule;
import io.gyr.promql.value.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The result under the name of the rule and with its labels. */
record RecordedSeries(RecordingRule rule) implements Outcome {
  @Override
  public List<Sample> samples(List<Sample> result, At at, RuleQueries queries) {
    if (result.size() > at.limit()) {
      throw new RuleException(
          "exceeded limit of " + at.limit() + " with " + result.size() + " series");
    }
    List<Sample> samples = new ArrayList<>(result.size());
    Set<Labels> seen = new HashSet<>();
    for (Sample sample : result) {
      Labels labels = labels(sample.labels());
      if (!seen.add(labels)) {
        throw new RuleException(
            "vector contains metrics with the same labelset after applying rule labels");
      }
      samples.add(new Sample(labels, at.sampleMs(), sample.value(), sample.histogram()));
    }
    return samples;
  }

  private Labels labels(Labels of) {
    Map<String, String> labels = of.toMap();
    labels.put(Labels.NAME, rule.name());
    labels.putAll(rule.labels());
    return Labels.of(labels);
  }

  @Override
  public List<Alert> alerts() {
    return List.of();
  }
}
