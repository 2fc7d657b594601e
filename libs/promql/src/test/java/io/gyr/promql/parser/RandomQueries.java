package io.gyr.promql.parser;

import java.util.List;
import java.util.Random;

/** Queries that are well formed, made at random over a few metrics. */
public final class RandomQueries {
  private static final List<String> RANGE_FUNCTIONS =
      List.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "sum_over_time",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "count_over_time",
          "last_over_time",
          "first_over_time",
          "stddev_over_time",
          "changes",
          "resets",
          "deriv",
          "mad_over_time",
          "present_over_time",
          "absent_over_time",
          "ts_of_max_over_time");
  private static final List<String> FUNCTIONS =
      List.of("abs", "ceil", "exp", "sgn", "timestamp", "absent", "hour", "histogram_count");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");

  private final Random random;

  public RandomQueries(long seed) {
    this.random = new Random(seed);
  }

  /** An instant vector. */
  public String vector(int depth) {
    if (depth == 0) {
      return selector();
    }
    String inner = vector(depth - 1);
    String operand = "(" + inner + ")";
    return switch (random.nextInt(17)) {
      case 0 -> one(RANGE_FUNCTIONS) + "(" + range(depth) + ")";
      case 1 -> one(FUNCTIONS) + "(" + inner + ")";
      case 2 -> one(AGGREGATIONS) + grouping() + "(" + inner + ")";
      case 3 -> "limitk" + grouping() + "(2, " + inner + ")";
      case 4 ->
          operand + " " + one(List.of("+", "-", "*", "/", "%", "^", "atan2")) + " " + scalar(depth);
      case 5 ->
          scalar(depth) + " " + one(List.of(">", "<", ">= bool", "!=", "== bool")) + " " + operand;
      case 6 ->
          operand
              + " "
              + one(List.of("and", "or", "unless"))
              + matching()
              + " ("
              + vector(depth - 1)
              + ")";
      case 7 ->
          "sum by (job) ("
              + inner
              + ") "
              + one(List.of("+", "/", ">", "<= bool"))
              + " on (job) "
              + "sum by (job) ("
              + vector(depth - 1)
              + ")";
      case 8 -> operand + " * on (job) group_left () max by (job) (" + vector(depth - 1) + ")";
      case 9 -> "-" + "(" + inner + ")";
      case 10 -> "quantile" + grouping() + "(0." + random.nextInt(10) + ", " + inner + ")";
      case 11 -> "clamp(" + inner + ", " + scalar(0) + ", " + scalar(0) + ")";
      case 12 -> "label_replace(" + inner + ", \"x\", \"$1-y\", \"job\", \"(.*)\")";
      case 13 -> "histogram_quantile(0.9, " + inner + ")";
      case 14 -> "vector(" + scalar(depth) + ")";
      case 15 -> "round(" + inner + ", 0.5)";
      default -> "quantile_over_time(0.5, " + range(depth) + ")";
    };
  }

  private String range(int depth) {
    return random.nextInt(3) > 0
        ? name() + "[" + one(List.of("1m", "5m", "90s", "2m30s")) + "]" + modifiers()
        : "("
            + vector(depth - 1)
            + ")["
            + one(List.of("3m:1m", "5m:30s", "10m:"))
            + "]"
            + modifiers();
  }

  private String scalar(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> "2";
      case 1 -> "-0.5";
      case 2 -> "time()";
      case 3 -> "scalar(" + vector(depth - 1) + ")";
      default -> "(" + scalar(depth - 1) + " + 1)";
    };
  }

  private String selector() {
    return name() + modifiers();
  }

  private String name() {
    return one(
        List.of(
            "a_total",
            "g{job=\"x\"}",
            "g{instance=~\"1|2\"}",
            "h",
            "{__name__=~\"a_total|g\"}",
            "c_bucket",
            "nothing{job=\"x\"}"));
  }

  private String modifiers() {
    return switch (random.nextInt(6)) {
      case 0 -> " offset 1m";
      case 1 -> " @ 600";
      case 2 -> " offset -30s";
      default -> "";
    };
  }

  private String grouping() {
    return one(List.of("", " by (job) ", " without (instance) ", " by (job, le) "));
  }

  private String matching() {
    return one(List.of("", " on (job)", " ignoring (instance)"));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
