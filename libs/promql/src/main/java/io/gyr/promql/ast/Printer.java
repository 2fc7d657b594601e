package io.gyr.promql.ast;

import io.gyr.promql.labels.LabelNames;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Durations;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints expressions on one line, in Prometheus's normal form. */
final class Printer {
  private Printer() {}

  static String print(NumberLiteral literal) {
    if (!literal.duration()) {
      return Numbers.plain(literal.value());
    }
    long millis = Math.round(literal.value() * 1000);
    return millis < 0 ? "-" + Durations.format(-millis) : Durations.format(millis);
  }

  static String print(StringLiteral literal) {
    return Quoted.of(literal.value());
  }

  static String print(ParenExpr paren) {
    return "(" + paren.expr() + ")";
  }

  static String print(UnaryExpr unary) {
    return unary.operator().text() + unary.expr();
  }

  static String print(Call call) {
    return call.function().name() + "(" + joined(call.arguments()) + ")";
  }

  static String print(AggregateExpr aggregate) {
    StringBuilder text = new StringBuilder(head(aggregate)).append('(');
    if (aggregate.parameter() != null) {
      text.append(aggregate.parameter()).append(", ");
    }
    return text.append(aggregate.expr()).append(')').toString();
  }

  /** An aggregation's operator with its grouping, up to the parenthesis. */
  static String head(AggregateExpr aggregate) {
    String operator = aggregate.operator().text();
    if (aggregate.without()) {
      return operator + " without (" + names(aggregate.grouping()) + ") ";
    }
    return aggregate.grouping().isEmpty()
        ? operator
        : operator + " by (" + names(aggregate.grouping()) + ") ";
  }

  static String print(BinaryExpr binary) {
    return binary.left() + " " + operator(binary) + " " + binary.right();
  }

  /** An operator with everything between its operands. */
  static String operator(BinaryExpr binary) {
    return binary.operator().text()
        + (binary.returnBool() ? " bool" : "")
        + matching(binary.matching());
  }

  static String print(VectorSelector selector) {
    return series(selector)
        + at(selector.at())
        + offset(selector.offsetMs(), selector.offsetExpr());
  }

  static String print(MatrixSelector matrix) {
    VectorSelector selector = matrix.selector();
    return series(selector)
        + "["
        + duration(matrix.rangeMs(), matrix.rangeExpr())
        + "]"
        + at(selector.at())
        + offset(selector.offsetMs(), selector.offsetExpr());
  }

  static String print(SubqueryExpr subquery) {
    return subquery.expr() + times(subquery);
  }

  /** What stands behind the expression of a subquery. */
  static String times(SubqueryExpr subquery) {
    boolean step = subquery.stepMs() != 0 || subquery.stepExpr() != null;
    return "["
        + duration(subquery.rangeMs(), subquery.rangeExpr())
        + ":"
        + (step ? duration(subquery.stepMs(), subquery.stepExpr()) : "")
        + "]"
        + at(subquery.at())
        + offset(subquery.offsetMs(), subquery.offsetExpr());
  }

  static String print(DurationExpr.Operation operation) {
    String text;
    if (operation.left() != null) {
      text = operation.left() + " " + operation.operator().text() + " " + operation.right();
    } else {
      text = (operation.operator() == TokenType.SUB ? "-" : "") + operation.right();
    }
    return operation.wrapped() ? "(" + text + ")" : text;
  }

  private static String series(VectorSelector selector) {
    String matchers =
        selector.matchers().stream()
            .filter(matcher -> !isName(matcher, selector.name()))
            .map(Matcher::toString)
            .sorted()
            .collect(Collectors.joining(","));
    if (matchers.isEmpty()) {
      return selector.name().isEmpty() ? "{}" : selector.name();
    }
    return selector.name() + "{" + matchers + "}";
  }

  private static boolean isName(Matcher matcher, String name) {
    return !name.isEmpty()
        && matcher.type() == MatchType.EQUAL
        && matcher.name().equals(Labels.NAME)
        && matcher.value().equals(name);
  }

  private static String at(@Nullable AtModifier at) {
    if (at == null) {
      return "";
    }
    return switch (at.kind()) {
      case START -> " @ start()";
      case END -> " @ end()";
      case TIME -> " @ " + java.math.BigDecimal.valueOf(at.timestampMs(), 3).toPlainString();
    };
  }

  private static String offset(long millis, @Nullable DurationExpr expr) {
    if (expr != null) {
      return " offset " + expr;
    }
    if (millis == 0) {
      return "";
    }
    return millis > 0
        ? " offset " + Durations.format(millis)
        : " offset -" + Durations.format(-millis);
  }

  private static String duration(long millis, @Nullable DurationExpr expr) {
    return expr != null ? expr.toString() : Durations.format(millis);
  }

  private static String matching(@Nullable VectorMatching matching) {
    if (matching == null) {
      return "";
    }
    boolean grouped =
        matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE
            || matching.cardinality() == VectorMatching.Cardinality.ONE_TO_MANY;
    StringBuilder text = new StringBuilder();
    if (!matching.labels().isEmpty() || matching.on() || grouped) {
      text.append(matching.on() ? " on (" : " ignoring (");
      text.append(names(matching.labels())).append(')');
    }
    if (grouped) {
      boolean left = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE;
      text.append(left ? " group_left (" : " group_right (");
      text.append(names(matching.include())).append(')');
    }
    return text.toString();
  }

  private static String names(List<String> names) {
    return names.stream()
        .map(name -> LabelNames.isPlain(name) ? name : Quoted.of(name))
        .collect(Collectors.joining(", "));
  }

  private static String joined(List<Expr> expressions) {
    return expressions.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
