package io.gyr.api.prometheus.rules;

import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.rulefile.RuleFile;
import io.gyr.promql.rulefile.RuleFileException;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.testlanguage.MemorySource;
import io.gyr.promql.value.Sample;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Groups over samples in memory, evaluated by hand. The results are kept apart from the samples, as
 * the store has results only later.
 */
final class Groups {
  static final long MINUTE = 60_000;

  final MemorySource store = new MemorySource();
  final List<Sample> results = new ArrayList<>();
  final PrometheusRegistry registry = new PrometheusRegistry();
  @Nullable RuntimeException storeProblem;
  @Nullable String sinkProblem;
  long nowMs;

  final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(nowMs);
        }
      };

  final GroupEvaluation.Surroundings surroundings =
      new GroupEvaluation.Surroundings(
          new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT),
          source(),
          new RecentResults(clock),
          this::write,
          new RuleMetrics(registry));

  private Supplier<SeriesSource> source() {
    return () -> {
      if (storeProblem != null) {
        throw storeProblem;
      }
      return store;
    };
  }

  private void write(List<Sample> samples) {
    if (sinkProblem != null) {
      throw new RuleException(sinkProblem);
    }
    results.addAll(samples);
  }

  static RuleFile file(String yaml) {
    try {
      return RuleFile.parse(yaml, ParserOptions.STABLE);
    } catch (RuleFileException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The one group of a file, with an interval of a minute and no offset. */
  GroupEvaluation group(String rules) {
    return group(rules, null);
  }

  GroupEvaluation group(String rules, @Nullable GroupEvaluation earlier) {
    String yaml = "groups:\n- name: g\n" + rules;
    return new GroupEvaluation(
        "f",
        file(yaml).groups().get(0),
        new GroupEvaluation.Defaults(MINUTE, 0),
        surroundings,
        earlier);
  }

  /** A sample of the store at a minute. */
  void sample(String series, int minute, double value) {
    store.add(Parser.parseMetric(series), minute * MINUTE, value, null);
  }

  /** Moves what was written into the store, as the jobs do after a while. */
  void arrive() {
    results.forEach(
        sample -> store.add(sample.labels(), sample.timeMs(), sample.value(), sample.histogram()));
  }

  /** Evaluates for a minute and says what was written, in the order of the text. */
  List<String> evaluate(GroupEvaluation group, int minute) {
    nowMs = minute * MINUTE;
    int before = results.size();
    group.evaluate(nowMs);
    return results.subList(before, results.size()).stream().map(Groups::text).sorted().toList();
  }

  static String text(Sample sample) {
    Labels labels = sample.labels();
    Labels rest = labels.withoutMetadata();
    String value = SampleBits.isStale(sample.value()) ? "stale" : Double.toString(sample.value());
    if (sample.histogram() != null) {
      value = sample.histogram().toString();
    }
    return labels.metricName()
        + (rest.size() == 0 ? "" : rest.toString())
        + " "
        + value
        + " @"
        + sample.timeMs() / MINUTE;
  }
}
