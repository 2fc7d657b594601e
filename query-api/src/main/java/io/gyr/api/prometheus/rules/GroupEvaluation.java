package io.gyr.api.prometheus.rules;

import io.gyr.promql.engine.Engine;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.rulefile.Rule;
import io.gyr.promql.rulefile.RuleGroup;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.value.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A group that is in force. Its rules see what those before them gave, and what all groups of this
 * process gave lately: the store has that only later. Thread-safe; one evaluation at a time.
 */
final class GroupEvaluation {
  /** Samples of one evaluation of a group, which are all in memory before they are written. */
  private static final int MOST_SAMPLES = 500_000;

  /** What evaluations need. */
  record Surroundings(
      Engine engine,
      Supplier<SeriesSource> store,
      RecentResults recent,
      ResultSink sink,
      RuleMetrics metrics) {}

  /** What holds for groups that do not say it. */
  record Defaults(long intervalMs, long offsetMs) {}

  private final Surroundings surroundings;
  private final String file;
  private final RuleGroup group;
  private final EvaluationTimes times;
  private final long offsetMs;
  private final List<EvaluatedRule> rules = new ArrayList<>();
  private final Set<Labels> ended = new HashSet<>();
  private volatile double evaluationSeconds;
  private volatile long lastEvaluationMs;
  private volatile boolean stopped;

  /**
   * A group.
   *
   * @param earlier the group of that name as it was before the file changed, stopped; null if there
   *     was none
   */
  GroupEvaluation(
      String file,
      RuleGroup group,
      Defaults defaults,
      Surroundings surroundings,
      @Nullable GroupEvaluation earlier) {
    this.file = file;
    this.group = group;
    this.surroundings = surroundings;
    long intervalMs = group.intervalMs() == 0 ? defaults.intervalMs : group.intervalMs();
    times = EvaluationTimes.of(file, group.name(), intervalMs);
    offsetMs = Objects.requireNonNullElse(group.queryOffsetMs(), defaults.offsetMs);
    List<EvaluatedRule> before = new ArrayList<>();
    if (earlier != null) {
      before.addAll(earlier.rules);
      ended.addAll(earlier.ended);
    }
    for (Rule rule : group.rules()) {
      rules.add(successor(rule, before));
    }
    before.forEach(gone -> ended.addAll(gone.written()));
  }

  private static EvaluatedRule successor(Rule rule, List<EvaluatedRule> before) {
    EvaluatedRule fresh = new EvaluatedRule(rule, null);
    for (EvaluatedRule earlier : before) {
      if (fresh.isSuccessorOf(earlier)) {
        before.remove(earlier);
        return new EvaluatedRule(rule, earlier);
      }
    }
    return fresh;
  }

  String file() {
    return file;
  }

  RuleGroup group() {
    return group;
  }

  EvaluationTimes times() {
    return times;
  }

  /** Name of the group in metrics, as Prometheus makes it. */
  String key() {
    return file + ";" + group.name();
  }

  GroupStatus status() {
    return new GroupStatus(
        file,
        group.name(),
        times.intervalMs(),
        Math.max(0, group.limit()),
        evaluationSeconds,
        lastEvaluationMs,
        rules.stream().map(EvaluatedRule::status).toList());
  }

  /** Evaluates all rules for a time, unless the group was stopped. */
  synchronized void evaluate(long timeMs) {
    if (stopped) {
      return;
    }
    long startedNs = System.nanoTime();
    long sampleMs = timeMs - offsetMs;
    List<Sample> all = markers(ended, sampleMs);
    for (EvaluatedRule rule : rules) {
      int room = MOST_SAMPLES - Math.min(MOST_SAMPLES, all.size());
      int limit = group.limit() > 0 ? Math.min(group.limit(), room) : room;
      RuleQueries queries =
          new RuleQueries(surroundings.engine, surroundings.recent.over(surroundings.store));
      List<Sample> samples = rule.evaluate(queries, new Outcome.At(timeMs, offsetMs, limit));
      surroundings.recent.add(samples);
      all.addAll(samples);
      surroundings.metrics.evaluated(key(), rule.status());
    }
    if (write(all)) {
      ended.clear();
    }
    lastEvaluationMs = timeMs;
    evaluationSeconds = (System.nanoTime() - startedNs) / 1e9;
    surroundings.metrics.evaluated(key(), status(), all.size());
  }

  private boolean write(List<Sample> samples) {
    if (samples.isEmpty()) {
      return true;
    }
    try {
      surroundings.sink.write(samples);
      return true;
    } catch (RuleException e) {
      rules.forEach(rule -> rule.notWritten(String.valueOf(e.getMessage())));
      surroundings.metrics.notWritten(key(), rules.size());
      return false;
    }
  }

  /** Ends the group; an evaluation that runs is waited for. */
  synchronized void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Writes that all its series ended, when the group is no more.
   *
   * @throws RuleException if that is not certain
   */
  synchronized void end(long nowMs) {
    Set<Labels> all = new HashSet<>(ended);
    rules.forEach(rule -> all.addAll(rule.written()));
    List<Sample> markers = markers(all, nowMs - offsetMs);
    surroundings.recent.add(markers);
    if (!markers.isEmpty()) {
      surroundings.sink.write(markers);
    }
  }

  private static List<Sample> markers(Set<Labels> series, long timeMs) {
    List<Sample> markers = new ArrayList<>(series.size());
    series.forEach(labels -> markers.add(new Sample(labels, timeMs, SampleBits.STALE, null)));
    return markers;
  }
}
