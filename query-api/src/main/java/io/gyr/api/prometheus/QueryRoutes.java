package io.gyr.api.prometheus;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.prometheus.StatisticsJson.Times;
import io.gyr.api.prometheus.json.ExemplarJson;
import io.gyr.api.prometheus.json.TreeJson;
import io.gyr.api.prometheus.json.ValueJson;
import io.gyr.api.prometheus.store.MetricSource;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.promql.annotation.Annotation;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.Prettier;
import io.gyr.promql.ast.Selectors;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.engine.QueryResult;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.text.Quoted;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.Value;
import io.gyr.promql.value.VectorValue;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Instant and range queries. */
final class QueryRoutes {
  private final MetricStore store;
  private final ExemplarStore exemplars;
  private final QueryOptions options;
  private final QueryGate gate;
  private final Clock clock;

  QueryRoutes(
      MetricStore store,
      ExemplarStore exemplars,
      QueryOptions options,
      QueryGate gate,
      Clock clock) {
    this.store = store;
    this.exemplars = exemplars;
    this.options = options;
    this.gate = gate;
    this.clock = clock;
  }

  /** {@code query}. */
  Response instant(Context context, Arguments arguments) {
    int limit = arguments.limit("limit");
    long timeMs = arguments.time("time", clock.millis());
    Duration timeout = timeout(arguments);
    Engine engine = engine(arguments, timeout);
    String query = arguments.text("query");
    Expr expr = parse(query);
    long askedNs = System.nanoTime();
    return gate.run(
        timeout.toMillis(),
        () -> {
          long begunNs = System.nanoTime();
          MetricSource source = store.source((int) options.limits().series());
          QueryResult result = engine.instant(source, query, timeMs);
          long evaluatedNs = System.nanoTime();
          if (expr instanceof VectorSelector && result.value() instanceof VectorValue vector) {
            // The store does not have them in this order.
            List<Sample> sorted = new ArrayList<>(vector.samples());
            sorted.sort(Comparator.comparing(Sample::labels));
            result =
                new QueryResult(new VectorValue(sorted), result.annotations(), result.statistics());
          }
          long doneNs = System.nanoTime();
          Times times = new Times(begunNs - askedNs, doneNs - evaluatedNs, doneNs - askedNs);
          return reply(arguments, query, result, source, limit, times);
        });
  }

  /** {@code query_range}. */
  Response range(Context context, Arguments arguments) {
    int limit = arguments.limit("limit");
    long startMs = arguments.time("start");
    long endMs = arguments.time("end");
    if (endMs < startMs) {
      throw Problem.parameter("end", "end timestamp must not be before start time");
    }
    long stepMs = arguments.duration("step");
    if (stepMs <= 0) {
      throw Problem.parameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if ((endMs - startMs) / stepMs > QueryOptions.MOST_STEPS) {
      throw Problem.badData(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
              + " resolution (?step=XX)");
    }
    Duration timeout = timeout(arguments);
    Engine engine = engine(arguments, timeout);
    String query = arguments.text("query");
    Expr expr = parse(query);
    if (expr.type() != ValueType.VECTOR && expr.type() != ValueType.SCALAR) {
      throw Problem.parameter(
          "query",
          "invalid expression type "
              + Quoted.of(expr.type().documentedName())
              + " for range query, must be Scalar or instant Vector");
    }
    long askedNs = System.nanoTime();
    return gate.run(
        timeout.toMillis(),
        () -> {
          long begunNs = System.nanoTime();
          MetricSource source = store.source((int) options.limits().series());
          QueryResult result = engine.range(source, query, startMs, endMs, stepMs);
          Times times = new Times(begunNs - askedNs, 0, System.nanoTime() - askedNs);
          return reply(arguments, query, result, source, limit, times);
        });
  }

  /** {@code query_exemplars}. */
  Reply exemplars(Context context, Arguments arguments) {
    long startMs = arguments.time("start");
    long endMs = arguments.time("end");
    if (endMs < startMs) {
      throw Problem.parameter("end", "end timestamp must not be before start time");
    }
    List<List<Matcher>> selectors =
        Selectors.of(parse(arguments.text("query"))).stream()
            .map(VectorSelector::matchers)
            .toList();
    List<ExemplarStore.Found> found = exemplars.select(selectors, startMs, endMs);
    return Reply.of(out -> ExemplarJson.write(out, found));
  }

  /** {@code format_query}. */
  Reply format(Context context, Arguments arguments) {
    String text = Prettier.print(parse(arguments.text("query")));
    return Reply.of(out -> out.string(text));
  }

  /** {@code parse_query}. */
  Reply tree(Context context, Arguments arguments) {
    Expr expr = parse(arguments.text("query"));
    return Reply.of(out -> TreeJson.write(out, expr));
  }

  /** The expression, for checks before it is evaluated. */
  Expr parse(String query) {
    try {
      return Parser.parse(query, options.engine().parser());
    } catch (ParseException e) {
      throw Problem.parameter("query", String.valueOf(e.getMessage()));
    }
  }

  private Duration timeout(Arguments arguments) {
    Duration longest = options.limits().timeout();
    if (!arguments.has("timeout")) {
      return longest;
    }
    long asked = arguments.duration("timeout");
    return asked < longest.toMillis() ? Duration.ofMillis(Math.max(0, asked)) : longest;
  }

  private Engine engine(Arguments arguments, Duration timeout) {
    EngineOptions engine = options.engine();
    if (arguments.has("lookback_delta")) {
      long lookbackMs = arguments.duration("lookback_delta");
      if (lookbackMs > 0) {
        engine =
            new EngineOptions(
                engine.parser(),
                lookbackMs,
                engine.subqueryStepMs(),
                engine.delayedNameRemoval(),
                engine.typeAndUnitLabels());
      }
    }
    QueryLimits limits = options.limits();
    return new Engine(
        engine,
        new QueryLimits(
            limits.samples(), limits.series(), limits.steps(), limits.memoryBytes(), timeout),
        options.memory());
  }

  private static Reply reply(
      Arguments arguments,
      String query,
      QueryResult result,
      MetricSource source,
      int limit,
      Times times) {
    List<String> warnings = new ArrayList<>();
    List<String> infos = new ArrayList<>(source.remarks());
    for (Annotation annotation : result.annotations()) {
      boolean warning = annotation.severity() == Annotation.Severity.WARNING;
      (warning ? warnings : infos).add(annotation.messageIn(query));
    }
    Value value = limited(result.value(), limit);
    if (value != result.value()) {
      warnings.add(Reply.TRUNCATED);
    }
    boolean statistics = arguments.has("stats");
    return new Reply(
        out -> {
          ValueJson.write(out.raw("{"), value);
          if (statistics) {
            StatisticsJson.write(out.raw(",\"stats\":"), result.statistics(), times);
          }
          ResolutionsJson.write(out.raw(",\"resolutions\":"), source.resolutions());
          out.raw("}");
        },
        warnings,
        infos);
  }

  private static Value limited(Value value, int limit) {
    if (value instanceof VectorValue vector && vector.samples().size() > limit) {
      return new VectorValue(vector.samples().subList(0, limit));
    }
    if (value instanceof MatrixValue matrix && matrix.series().size() > limit) {
      return new MatrixValue(matrix.series().subList(0, limit));
    }
    return value;
  }
}
