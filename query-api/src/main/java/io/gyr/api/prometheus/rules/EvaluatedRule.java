package io.gyr.api.prometheus.rules;

import io.gyr.api.prometheus.store.StoreException;
import io.gyr.promql.engine.QueryException;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.rulefile.AlertingRule;
import io.gyr.promql.rulefile.RecordingRule;
import io.gyr.promql.rulefile.Rule;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.value.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what it has to remember from one evaluation to the next. One thread evaluates; any
 * may ask for the status.
 */
final class EvaluatedRule {
  private final Rule rule;
  private final Outcome outcome;
  private Set<Labels> written;
  private volatile RuleStatus status;

  /**
   * A rule.
   *
   * @param earlier the same rule as it was before its file changed, null if there was none
   */
  EvaluatedRule(Rule rule, @Nullable EvaluatedRule earlier) {
    this.rule = rule;
    outcome = outcome(rule, earlier);
    written = earlier == null ? Set.of() : earlier.written;
    status = RuleStatus.unknown(rule);
  }

  private static Outcome outcome(Rule rule, @Nullable EvaluatedRule earlier) {
    if (rule instanceof RecordingRule recording) {
      return new RecordedSeries(recording);
    }
    AlertingRule alerting = (AlertingRule) rule;
    return earlier != null && earlier.outcome instanceof AlertTable table
        ? new AlertTable(alerting, table)
        : new AlertTable(alerting);
  }

  /** Whether the two write the same series, so that one goes on where the other ended. */
  boolean isSuccessorOf(EvaluatedRule other) {
    if (rule instanceof AlertingRule one && other.rule instanceof AlertingRule two) {
      return one.name().equals(two.name()) && one.labels().equals(two.labels());
    }
    return rule instanceof RecordingRule one
        && other.rule instanceof RecordingRule two
        && one.name().equals(two.name())
        && one.labels().equals(two.labels());
  }

  RuleStatus status() {
    return status;
  }

  /** Series of which it wrote a value last time. */
  Set<Labels> written() {
    return written;
  }

  /**
   * Evaluates the rule. If that fails nothing is written, not that series ended either: they may
   * not have.
   *
   * @return samples to write, stale markers for series that are gone among them
   */
  List<Sample> evaluate(RuleQueries queries, Outcome.At at) {
    long startedNs = System.nanoTime();
    List<Sample> samples = List.of();
    String error = null;
    try {
      samples = outcome.samples(queries.vector(rule.query(), at.sampleMs()), at, queries);
    } catch (RuleException | QueryException | StoreException | ParseException e) {
      error = String.valueOf(e.getMessage());
    }
    if (error == null) {
      samples = withStaleMarkers(samples, at.sampleMs());
    }
    status =
        new RuleStatus(
            rule,
            error == null ? RuleHealth.OK : RuleHealth.ERR,
            error,
            (System.nanoTime() - startedNs) / 1e9,
            at.timeMs(),
            outcome.alerts());
    return samples;
  }

  private List<Sample> withStaleMarkers(List<Sample> samples, long timeMs) {
    Set<Labels> now = new HashSet<>();
    samples.forEach(sample -> now.add(sample.labels()));
    List<Sample> all = new ArrayList<>(samples);
    for (Labels labels : written) {
      if (!now.contains(labels)) {
        all.add(new Sample(labels, timeMs, SampleBits.STALE, null));
      }
    }
    written = now;
    return all;
  }

  /** Says that what the last evaluation gave was not written. */
  void notWritten(String error) {
    status = status.failed(error);
  }
}
