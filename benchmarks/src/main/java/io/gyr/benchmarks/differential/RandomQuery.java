package io.gyr.benchmarks.differential;

import java.util.List;
import java.util.Random;

/** Makes PromQL expressions of what both versions of the language have. */
final class RandomQuery {
  private static final List<String> FLOAT_FUNCTIONS =
      List.of(
          "abs",
          "ceil",
          "floor",
          "ln",
          "log2",
          "log10",
          "sqrt",
          "round",
          "sgn",
          "atan",
          "deg",
          "rad",
          "timestamp",
          "minute",
          "hour",
          "day_of_week",
          "day_of_month",
          "day_of_year",
          "days_in_month",
          "month",
          "year",
          "absent");
  private static final List<String> RANGE_FUNCTIONS =
      List.of(
          "rate",
          "irate",
          "increase",
          "delta",
          "idelta",
          "deriv",
          "changes",
          "resets",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "sum_over_time",
          "count_over_time",
          "last_over_time",
          "present_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "absent_over_time");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
  private static final List<String> METRICS = List.of("c_total", "i", "g", "odd", "d_bucket");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "atan2");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

  private final Random random;

  RandomQuery(Random random) {
    this.random = random;
  }

  /** An instant vector, nested at most so deep. */
  String vector(int depth) {
    if (depth == 0) {
      return selector() + modifier();
    }
    return switch (random.nextInt(13)) {
      case 0 -> selector() + modifier();
      case 1 -> pick(FLOAT_FUNCTIONS) + "(" + vector(depth - 1) + ")";
      case 2, 3, 4 -> pick(RANGE_FUNCTIONS) + "(" + range(depth - 1) + ")";
      case 5, 6 -> aggregation(depth);
      case 7 -> "(" + vector(depth - 1) + " " + operator() + " " + scalar(depth - 1) + ")";
      case 8 -> "(" + scalar(depth - 1) + " " + operator() + " " + vector(depth - 1) + ")";
      case 9 -> binary(depth);
      case 10 ->
          "("
              + vector(depth - 1)
              + " "
              + pick(List.of("and", "or", "unless"))
              + " "
              + matching()
              + vector(depth - 1)
              + ")";
      case 11 -> special(depth);
      default -> "-" + vector(depth - 1);
    };
  }

  private String special(int depth) {
    return switch (random.nextInt(12)) {
      // Of huge numbers neither has digits enough to agree on these.
      case 9 ->
          pick(List.of("sin", "cos", "tan", "sinh", "exp"))
              + "(clamp("
              + vector(depth - 1)
              + ", -20, 20))";
      case 11 -> "(" + pick(METRICS) + modifier() + " % " + (random.nextInt(40) / 4.0) + ")";
      case 10 -> "(" + vector(depth - 1) + " ^ " + pick(List.of("2", "0.5", "-1")) + ")";
      case 0 -> "histogram_quantile(" + quantile() + ", sum by (le, job) (rate(d_bucket[5m])))";
      case 1 -> "histogram_quantile(" + quantile() + ", d_bucket" + modifier() + ")";
      case 2 -> "quantile_over_time(" + quantile() + ", " + range(depth - 1) + ")";
      case 3 -> "predict_linear(" + range(depth - 1) + ", " + random.nextInt(3600) + ")";
      case 4 -> "clamp(" + vector(depth - 1) + ", -100, " + random.nextInt(500) + ")";
      case 5 ->
          "label_replace("
              + vector(depth - 1)
              + ", \"zone\", \"$1-x\", \"instance\", \"(.*)-[0-2]\")";
      case 6 -> "label_join(" + vector(depth - 1) + ", \"both\", \"/\", \"job\", \"instance\")";
      case 7 -> "vector(" + scalar(depth - 1) + ")";
      default -> "round(" + vector(depth - 1) + ", " + pick(List.of("0.5", "5", "0.1", "10")) + ")";
    };
  }

  private String aggregation(int depth) {
    String grouping =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> " by (job)";
          case 2 -> " by (job, mode)";
          default -> " without (instance)";
        };
    return switch (random.nextInt(10)) {
      case 0 -> "quantile" + grouping + " (" + quantile() + ", " + vector(depth - 1) + ")";
      // Of equal values which ones come first is nobody's promise: these have none.
      case 1 ->
          pick(List.of("topk", "bottomk"))
              + grouping
              + " ("
              + (1 + random.nextInt(3))
              + ", g"
              + modifier()
              + ")";
      case 2 -> "count_values" + grouping + " (\"v\", i" + modifier() + ")";
      default -> pick(AGGREGATIONS) + grouping + " (" + vector(depth - 1) + ")";
    };
  }

  private String binary(int depth) {
    String left = vector(depth - 1);
    return switch (random.nextInt(3)) {
      case 0 -> "(" + left + " " + operator() + " " + matching() + vector(depth - 1) + ")";
      case 1 ->
          "(c_total"
              + modifier()
              + " "
              + pick(ARITHMETIC)
              + " on (job, instance) group_left () g"
              + modifier()
              + ")";
      default ->
          "(sum by (job) ("
              + left
              + ") "
              + operator()
              + " on (job) sum by (job) ("
              + vector(depth - 1)
              + "))";
    };
  }

  private String matching() {
    return switch (random.nextInt(4)) {
      case 0 -> "on (job, instance) ";
      case 1 -> "ignoring (mode) ";
      default -> "";
    };
  }

  private String operator() {
    return random.nextBoolean()
        ? pick(ARITHMETIC)
        : pick(COMPARISONS) + (random.nextBoolean() ? " bool" : "");
  }

  private String range(int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      return "("
          + vector(depth - 1)
          + ")["
          + duration()
          + ":"
          + pick(List.of("30s", "1m"))
          + "]"
          + modifier();
    }
    return selector() + "[" + duration() + "]" + modifier();
  }

  private String selector() {
    String metric = pick(METRICS);
    return switch (random.nextInt(5)) {
      case 0 -> metric + "{job=\"api\"}";
      case 1 -> metric + "{instance=~\".*-[12]\"}";
      case 2 -> metric + "{instance!=\"web-0\",mode!~\"wr.*\"}";
      default -> metric;
    };
  }

  private String modifier() {
    return switch (random.nextInt(12)) {
      case 0 -> " offset " + duration();
      case 1 -> " offset -" + duration();
      case 2 -> " @ " + (RandomData.START_MS / 30_000 * 30 + 11 + 30 * random.nextInt(240));
      case 3 -> pick(List.of(" @ start()", " @ end()"));
      default -> "";
    };
  }

  private String scalar(int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      return "scalar(" + vector(depth - 1) + ")";
    }
    return switch (random.nextInt(8)) {
      case 0 -> "time()";
      case 1 -> "-" + random.nextInt(100);
      case 2 -> pick(List.of("Inf", "NaN", "0", "1e3", "0x1f", "pi()"));
      default -> String.valueOf(random.nextInt(200) / 4.0);
    };
  }

  private String quantile() {
    return pick(List.of("0", "0.5", "0.9", "0.99", "1", "-1", "2"));
  }

  private String duration() {
    return pick(List.of("1m", "2m", "5m", "10m", "90s", "30m"));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
