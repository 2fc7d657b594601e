package io.gyr.promql.parser;

import static io.gyr.promql.ast.ValueType.MATRIX;
import static io.gyr.promql.ast.ValueType.SCALAR;
import static io.gyr.promql.ast.ValueType.STRING;
import static io.gyr.promql.ast.ValueType.VECTOR;

import io.gyr.promql.ast.FunctionSignature;
import io.gyr.promql.ast.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All functions with their types (facts: promql/parser/functions.go, v3.5). */
public final class Functions {
  private static final Map<String, FunctionSignature> BY_NAME = new TreeMap<>();

  /** Functions whose value depends on the time of evaluation although their arguments do not. */
  private static final Set<String> TIME_DEPENDENT =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "time",
          "timestamp");

  static {
    for (String name :
        List.of(
            "abs",
            "absent",
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "ceil",
            "cos",
            "cosh",
            "deg",
            "exp",
            "floor",
            "histogram_avg",
            "histogram_count",
            "histogram_stddev",
            "histogram_stdvar",
            "histogram_sum",
            "ln",
            "log10",
            "log2",
            "rad",
            "sgn",
            "sin",
            "sinh",
            "sort",
            "sort_desc",
            "sqrt",
            "tan",
            "tanh",
            "timestamp")) {
      add(name, VECTOR, 0, VECTOR);
    }
    for (String name :
        List.of(
            "absent_over_time",
            "avg_over_time",
            "changes",
            "count_over_time",
            "delta",
            "deriv",
            "idelta",
            "increase",
            "irate",
            "last_over_time",
            "max_over_time",
            "min_over_time",
            "present_over_time",
            "rate",
            "resets",
            "stddev_over_time",
            "stdvar_over_time",
            "sum_over_time")) {
      add(name, VECTOR, 0, MATRIX);
    }
    for (String name :
        List.of(
            "days_in_month",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "hour",
            "minute",
            "month",
            "year")) {
      add(name, VECTOR, 1, VECTOR);
    }
    add("clamp", VECTOR, 0, VECTOR, SCALAR, SCALAR);
    add("clamp_max", VECTOR, 0, VECTOR, SCALAR);
    add("clamp_min", VECTOR, 0, VECTOR, SCALAR);
    add("histogram_fraction", VECTOR, 0, SCALAR, SCALAR, VECTOR);
    add("histogram_quantile", VECTOR, 0, SCALAR, VECTOR);
    add("label_join", VECTOR, -1, VECTOR, STRING, STRING, STRING);
    add("label_replace", VECTOR, 0, VECTOR, STRING, STRING, STRING, STRING);
    add("pi", SCALAR, 0);
    add("predict_linear", VECTOR, 0, MATRIX, SCALAR);
    add("quantile_over_time", VECTOR, 0, SCALAR, MATRIX);
    add("round", VECTOR, 1, VECTOR, SCALAR);
    add("scalar", SCALAR, 0, VECTOR);
    add("time", SCALAR, 0);
    add("vector", VECTOR, 0, SCALAR);

    experimental("double_exponential_smoothing", 0, MATRIX, SCALAR, SCALAR);
    experimental("first_over_time", 0, MATRIX);
    experimental("info", 1, VECTOR, VECTOR);
    experimental("mad_over_time", 0, MATRIX);
    experimental("sort_by_label", -1, VECTOR, STRING);
    experimental("sort_by_label_desc", -1, VECTOR, STRING);
    experimental("ts_of_first_over_time", 0, MATRIX);
    experimental("ts_of_last_over_time", 0, MATRIX);
    experimental("ts_of_max_over_time", 0, MATRIX);
    experimental("ts_of_min_over_time", 0, MATRIX);
  }

  private Functions() {}

  /** The function of this name, or null. */
  public static @Nullable FunctionSignature get(String name) {
    return BY_NAME.get(name);
  }

  /** All functions, by name. */
  public static Map<String, FunctionSignature> all() {
    return Map.copyOf(BY_NAME);
  }

  /** Whether the value depends on when it is evaluated, whatever the arguments are. */
  public static boolean isTimeDependent(String name) {
    return TIME_DEPENDENT.contains(name);
  }

  private static void add(String name, ValueType returns, int variadic, ValueType... arguments) {
    BY_NAME.put(name, new FunctionSignature(name, List.of(arguments), variadic, returns, false));
  }

  private static void experimental(String name, int variadic, ValueType... arguments) {
    BY_NAME.put(name, new FunctionSignature(name, List.of(arguments), variadic, VECTOR, true));
  }
}
