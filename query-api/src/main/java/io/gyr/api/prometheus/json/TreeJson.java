package io.gyr.api.prometheus.json;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.AtModifier;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.NumberLiteral;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.StringLiteral;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorMatching;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.labels.Matcher;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Expressions as {@code parse_query} answers them (facts: web/api/v1/translate_ast.go, v3.5). */
public final class TreeJson {
  private TreeJson() {}

  /** One node with all below it. */
  public static void write(JsonOutput out, Expr expr) throws IOException {
    if (expr instanceof NumberLiteral number) {
      out.raw("{\"type\":\"numberLiteral\",\"val\":").value(number.value());
    } else if (expr instanceof StringLiteral string) {
      out.raw("{\"type\":\"stringLiteral\",\"val\":").string(string.value());
    } else if (expr instanceof ParenExpr paren) {
      write(out.raw("{\"type\":\"parenExpr\",\"expr\":"), paren.expr());
    } else if (expr instanceof UnaryExpr unary) {
      out.raw("{\"type\":\"unaryExpr\",\"op\":").string(unary.operator().text());
      write(out.raw(",\"expr\":"), unary.expr());
    } else if (expr instanceof BinaryExpr binary) {
      binary(out, binary);
    } else if (expr instanceof AggregateExpr aggregate) {
      aggregate(out, aggregate);
    } else if (expr instanceof Call call) {
      call(out, call);
    } else if (expr instanceof VectorSelector selector) {
      out.raw("{\"type\":\"vectorSelector\"");
      selector(out, selector);
    } else if (expr instanceof MatrixSelector matrix) {
      out.raw("{\"type\":\"matrixSelector\",\"range\":").number(matrix.rangeMs());
      selector(out, matrix.selector());
    } else if (expr instanceof SubqueryExpr subquery) {
      write(out.raw("{\"type\":\"subquery\",\"expr\":"), subquery.expr());
      out.raw(",\"range\":").number(subquery.rangeMs());
      out.raw(",\"step\":").number(subquery.stepMs());
      times(out, subquery.offsetMs(), subquery.at());
    } else {
      throw new IllegalStateException("no node for " + expr);
    }
    out.raw("}");
  }

  private static void binary(JsonOutput out, BinaryExpr binary) throws IOException {
    out.raw("{\"type\":\"binaryExpr\",\"op\":").string(binary.operator().text());
    write(out.raw(",\"lhs\":"), binary.left());
    write(out.raw(",\"rhs\":"), binary.right());
    out.raw(",\"bool\":").raw(Boolean.toString(binary.returnBool())).raw(",\"matching\":");
    VectorMatching matching = binary.matching();
    if (matching == null) {
      out.raw("null");
      return;
    }
    String cardinality = matching.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-');
    out.raw("{\"card\":").string(cardinality);
    texts(out.raw(",\"labels\":"), matching.labels());
    out.raw(",\"on\":").raw(Boolean.toString(matching.on()));
    texts(out.raw(",\"include\":"), matching.include());
    out.raw("}");
  }

  private static void aggregate(JsonOutput out, AggregateExpr aggregate) throws IOException {
    out.raw("{\"type\":\"aggregation\",\"op\":").string(aggregate.operator().text());
    write(out.raw(",\"expr\":"), aggregate.expr());
    out.raw(",\"param\":");
    Expr parameter = aggregate.parameter();
    if (parameter == null) {
      out.raw("null");
    } else {
      write(out, parameter);
    }
    texts(out.raw(",\"grouping\":"), aggregate.grouping());
    out.raw(",\"without\":").raw(Boolean.toString(aggregate.without()));
  }

  private static void call(JsonOutput out, Call call) throws IOException {
    out.raw("{\"type\":\"call\",\"func\":{\"name\":").string(call.function().name());
    out.raw(",\"argTypes\":[");
    String before = "";
    for (ValueType type : call.function().argumentTypes()) {
      out.raw(before).string(type.wireName());
      before = ",";
    }
    out.raw("],\"variadic\":").number(call.function().variadic());
    out.raw(",\"returnType\":").string(call.function().returnType().wireName()).raw("},\"args\":[");
    before = "";
    for (Expr argument : call.arguments()) {
      write(out.raw(before), argument);
      before = ",";
    }
    out.raw("]");
  }

  private static void selector(JsonOutput out, VectorSelector selector) throws IOException {
    out.raw(",\"name\":").string(selector.name());
    times(out, selector.offsetMs(), selector.at());
    out.raw(",\"matchers\":[");
    String before = "";
    for (Matcher matcher : selector.matchers()) {
      out.raw(before).raw("{\"name\":").string(matcher.name());
      out.raw(",\"value\":").string(matcher.value());
      out.raw(",\"type\":").string(matcher.type().operator()).raw("}");
      before = ",";
    }
    out.raw("]");
  }

  private static void times(JsonOutput out, long offsetMs, @Nullable AtModifier at)
      throws IOException {
    out.raw(",\"offset\":").number(offsetMs).raw(",\"timestamp\":");
    if (at == null) {
      out.raw("null,\"startOrEnd\":null");
    } else if (at.kind() == AtModifier.Kind.TIME) {
      out.number(at.timestampMs()).raw(",\"startOrEnd\":null");
    } else {
      out.raw("null,\"startOrEnd\":").string(at.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void texts(JsonOutput out, List<String> texts) throws IOException {
    out.raw("[");
    String before = "";
    for (String text : texts) {
      out.raw(before).string(text);
      before = ",";
    }
    out.raw("]");
  }
}
