package io.gyr.api.prometheus.store;

import io.gyr.promql.labels.Matcher;
import io.gyr.timeseries.index.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/** Selectors of PromQL as the index of labels takes them. */
public final class LabelMatchers {
  private LabelMatchers() {}

  /** The same conditions. */
  public static List<LabelMatcher> of(List<Matcher> matchers) {
    List<LabelMatcher> converted = new ArrayList<>();
    for (Matcher matcher : matchers) {
      LabelMatcher.Operator operator =
          switch (matcher.type()) {
            case EQUAL -> LabelMatcher.Operator.EQUAL;
            case NOT_EQUAL -> LabelMatcher.Operator.NOT_EQUAL;
            case REGEX -> LabelMatcher.Operator.MATCH;
            case NOT_REGEX -> LabelMatcher.Operator.NOT_MATCH;
          };
      converted.add(new LabelMatcher(matcher.name(), operator, matcher.value()));
    }
    return converted;
  }
}
