package io.gyr.promql.testlanguage;

import io.gyr.promql.annotation.Annotation;
import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryException;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.engine.QueryResult;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.ScalarValue;
import io.gyr.promql.value.Series;
import io.gyr.promql.value.Value;
import io.gyr.promql.value.VectorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs test files in Prometheus's test language. Like Prometheus's own runner it asks each instant
 * query again at other times with {@code @}, and all of them as the middle step of a range query.
 * Not thread-safe.
 */
public final class TestRunner {
  private static final long MINUTE = 60_000;
  private static final Pattern DEPENDS_ON_RANGE = Pattern.compile("(start|end|range|step)\\(\\)");

  private final Engine engine =
      new Engine(
          new EngineOptions(ParserOptions.ALL, 5 * MINUTE, MINUTE, true, false),
          QueryLimits.DEFAULT);
  private final MemorySource source = new MemorySource();
  private final List<TestFailure> failures = new ArrayList<>();
  private int passed;
  private int queries;

  private TestRunner() {}

  /**
   * Runs the text of a test file.
   *
   * @throws TestSyntaxException if it cannot be read
   */
  public static TestReport run(String text) {
    TestRunner runner = new TestRunner();
    for (Command command : TestFileReader.read(text)) {
      runner.execute(command);
    }
    return new TestReport(runner.passed, runner.queries, List.copyOf(runner.failures));
  }

  private void execute(Command command) {
    if (command instanceof Command.Clear) {
      source.clear();
    } else if (command instanceof Command.Load load) {
      load(load);
    } else if (command instanceof Evaluation evaluation) {
      TestFailure failure = evaluate(evaluation);
      if (failure == null) {
        passed++;
      } else {
        failures.add(failure);
      }
    }
  }

  private void load(Command.Load load) {
    CustomBuckets customBuckets = new CustomBuckets();
    for (SeriesLine line : load.series()) {
      long time = 0;
      for (SequenceValue value : line.values()) {
        if (!value.omitted()) {
          source.add(line.labels(), time, value.value(), value.histogram());
          if (load.customBuckets() && value.histogram() == null) {
            customBuckets.add(line.labels(), time, value.value());
          }
        }
        time += load.stepMs();
      }
    }
    customBuckets.addTo(source);
  }

  private @Nullable TestFailure evaluate(Evaluation evaluation) {
    if (evaluation.range() != null) {
      return rangeQuery(evaluation, evaluation.range());
    }
    List<Replays.Query> all = new ArrayList<>();
    all.add(new Replays.Query(evaluation.expr(), evaluation.timeMs()));
    try {
      all.addAll(Replays.of(evaluation.expr(), evaluation.timeMs()));
    } catch (ParseException e) {
      return failure(evaluation, evaluation.expr(), String.valueOf(e.getMessage()));
    }
    for (Replays.Query query : all) {
      TestFailure failure = instantQuery(evaluation, query);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private interface Asking {
    QueryResult ask();
  }

  /** The outcome of a query: a value or what is wrong; neither if it failed as it should. */
  private record Outcome(@Nullable Value value, @Nullable String problem) {}

  private Outcome ask(Evaluation evaluation, Asking asking) {
    queries++;
    Evaluation.Expected expected = evaluation.expected();
    QueryResult result;
    try {
      result = asking.ask();
    } catch (ParseException | QueryException e) {
      String message = String.valueOf(e.getMessage());
      boolean right = expected.fails().stream().anyMatch(wanted -> wanted.matches(message));
      return new Outcome(null, right ? null : "error: " + message);
    }
    if (expected.shouldFail()) {
      return new Outcome(null, "no error, but " + Comparison.describe(result.value()));
    }
    String problem = annotations(expected, result.annotations());
    return new Outcome(result.value(), problem);
  }

  private static @Nullable String annotations(
      Evaluation.Expected expected, List<Annotation> annotations) {
    List<String> warnings = new ArrayList<>();
    List<String> infos = new ArrayList<>();
    for (Annotation annotation : annotations) {
      (annotation.severity() == Annotation.Severity.WARNING ? warnings : infos)
          .add(annotation.message());
    }
    if (expected.noWarnings() && !warnings.isEmpty()) {
      return "warnings " + warnings;
    }
    if (expected.noInfos() && !infos.isEmpty()) {
      return "infos " + infos;
    }
    String problem = messages(expected.warnings(), warnings, "warnings ");
    return problem != null ? problem : messages(expected.infos(), infos, "infos ");
  }

  private static @Nullable String messages(
      List<Evaluation.Message> expected, List<String> got, String what) {
    boolean missing = expected.stream().anyMatch(wanted -> got.stream().noneMatch(wanted::matches));
    boolean surplus =
        !expected.isEmpty()
            && got.stream()
                .anyMatch(message -> expected.stream().noneMatch(e -> e.matches(message)));
    return missing || surplus ? what + got : null;
  }

  private @Nullable TestFailure rangeQuery(Evaluation evaluation, Evaluation.Range range) {
    Outcome outcome =
        ask(
            evaluation,
            () ->
                engine.range(
                    source, evaluation.expr(), range.startMs(), range.endMs(), range.stepMs()));
    String problem = outcome.problem();
    if (problem == null && outcome.value() != null) {
      problem = Comparison.problem(outcome.value(), evaluation.expected(), range);
    }
    return problem == null ? null : failure(evaluation, evaluation.expr(), problem);
  }

  private @Nullable TestFailure instantQuery(Evaluation evaluation, Replays.Query query) {
    Evaluation.Expected expected = evaluation.expected();
    Outcome outcome = ask(evaluation, () -> engine.instant(source, query.expr(), query.timeMs()));
    String shown = query.expr() + " at " + query.timeMs() + " ms";
    if (outcome.problem() != null) {
      return failure(evaluation, shown, outcome.problem());
    }
    Value value = outcome.value();
    if (value == null) {
      return null;
    }
    String problem = Comparison.problem(value, expected, expected.matrix());
    if (problem != null) {
      return failure(evaluation, shown, problem);
    }
    boolean onlyInstant = expected.matrix() != null || expected.string() != null;
    if (onlyInstant || DEPENDS_ON_RANGE.matcher(query.expr()).find() || expected.ordered()) {
      return null;
    }
    return middleOfRange(evaluation, query, value);
  }

  private @Nullable TestFailure middleOfRange(
      Evaluation evaluation, Replays.Query query, Value instant) {
    long time = query.timeMs();
    String shown = query.expr() + " at " + time + " ms as a range query";
    queries++;
    MatrixValue matrix;
    try {
      matrix =
          (MatrixValue)
              engine.range(source, query.expr(), time - MINUTE, time + MINUTE, MINUTE).value();
    } catch (ParseException | QueryException e) {
      return failure(evaluation, shown, "error: " + e.getMessage());
    }
    List<Sample> samples = new ArrayList<>();
    for (Series series : matrix.series()) {
      for (int i = 0; i < series.times().length; i++) {
        if (series.times()[i] == time) {
          samples.add(new Sample(series.labels(), time, series.values()[i], null));
        }
      }
      for (int i = 0; i < series.histogramTimes().length; i++) {
        if (series.histogramTimes()[i] == time) {
          samples.add(new Sample(series.labels(), time, 0, series.histograms()[i]));
        }
      }
    }
    Value middle =
        instant instanceof ScalarValue
            ? new ScalarValue(time, samples.get(0).value())
            : new VectorValue(samples);
    String problem = Comparison.problem(middle, evaluation.expected(), null);
    return problem == null ? null : failure(evaluation, shown, problem);
  }

  private static TestFailure failure(Evaluation evaluation, String query, String got) {
    Evaluation.Expected expected = evaluation.expected();
    List<String> parts = new ArrayList<>();
    expected.fails().forEach(message -> parts.add("error " + message));
    expected.warnings().forEach(message -> parts.add("warning " + message));
    expected.infos().forEach(message -> parts.add("info " + message));
    expected.series().forEach(line -> parts.add(line.labels() + " " + line.values()));
    if (expected.noWarnings() || expected.noInfos()) {
      parts.add("no annotations");
    }
    if (expected.scalar() != null) {
      parts.add("scalar " + expected.scalar());
    }
    if (expected.string() != null) {
      parts.add("string \"" + expected.string() + "\"");
    }
    return new TestFailure(
        evaluation.line(), query, parts.isEmpty() ? "nothing" : String.join("; ", parts), got);
  }
}
