package io.gyr.promql.ast;

import io.gyr.promql.text.Utf8;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Prints an expression on as many lines as it needs, as Prometheus formats queries: what is longer
 * than a line is split at its outermost operator, call, aggregation or parentheses, and its parts
 * are indented and split likewise. Selectors stay whole.
 *
 * <p>A subquery that fits on a line is not indented. Prometheus does so, and whoever compares texts
 * of both must find them the same.
 *
 * <p>How it works: whether a node fits is found from its parts upwards. One with a part that does
 * not fit does not either, so only lines are ever put together, and the cost does not grow with the
 * depth. For one expression and one thread.
 */
public final class Prettier {
  private static final int LONGEST_LINE = 100;
  private static final String INDENT = "  ";

  /** Each node's line; empty if it is too long for one. No node prints as nothing. */
  private final Map<Expr, String> lines = new IdentityHashMap<>();

  private final StringBuilder out = new StringBuilder();

  private Prettier() {}

  /** The expression in Prometheus's normal form, lines parted by {@code \n}. */
  public static String print(Expr expr) {
    Prettier prettier = new Prettier();
    prettier.measure(expr);
    prettier.write(expr, 0);
    return prettier.out.toString();
  }

  /** Finds the lines of a node and of all below it; whether it has one. */
  private boolean measure(Expr expr) {
    boolean fits = true;
    for (Expr part : parts(expr)) {
      fits &= measure(part);
    }
    String line = fits ? expr.toString() : "";
    lines.put(expr, Utf8.bytes(line, 0, line.length()) > LONGEST_LINE ? "" : line);
    return isOnOneLine(expr);
  }

  private static List<Expr> parts(Expr expr) {
    if (expr instanceof AggregateExpr aggregate) {
      return Stream.of(aggregate.parameter(), aggregate.expr()).filter(Objects::nonNull).toList();
    }
    if (expr instanceof BinaryExpr binary) {
      return List.of(binary.left(), binary.right());
    }
    if (expr instanceof Call call) {
      return call.arguments();
    }
    if (expr instanceof ParenExpr paren) {
      return List.of(paren.expr());
    }
    if (expr instanceof SubqueryExpr subquery) {
      return List.of(subquery.expr());
    }
    return expr instanceof UnaryExpr unary ? List.of(unary.expr()) : List.of();
  }

  private boolean isOnOneLine(Expr expr) {
    return !Objects.requireNonNull(lines.get(expr)).isEmpty();
  }

  private void write(Expr expr, int level) {
    if (expr instanceof UnaryExpr unary) {
      signed(unary, level);
    } else if (isOnOneLine(expr)) {
      indent(expr instanceof SubqueryExpr ? 0 : level).append(lines.get(expr));
    } else if (expr instanceof AggregateExpr aggregate) {
      indent(level).append(Printer.head(aggregate));
      enclosed(parts(aggregate), level);
    } else if (expr instanceof BinaryExpr binary) {
      write(binary.left(), level + 1);
      out.append('\n');
      indent(level).append(Printer.operator(binary)).append('\n');
      write(binary.right(), level + 1);
    } else if (expr instanceof Call call) {
      indent(level).append(call.function().name());
      enclosed(call.arguments(), level);
    } else if (expr instanceof ParenExpr paren) {
      indent(level);
      enclosed(List.of(paren.expr()), level);
    } else if (expr instanceof SubqueryExpr subquery) {
      write(subquery.expr(), level);
      out.append(Printer.times(subquery));
    } else {
      indent(level).append(expr);
    }
  }

  private void enclosed(List<Expr> expressions, int level) {
    String before = "(\n";
    for (Expr expression : expressions) {
      out.append(before);
      write(expression, level + 1);
      before = ",\n";
    }
    out.append('\n');
    indent(level).append(')');
  }

  /** The sign takes the place of the indentation of what it stands before. */
  private void signed(UnaryExpr unary, int level) {
    indent(level).append(unary.operator().text());
    int start = out.length();
    write(unary.expr(), level);
    int end = start;
    while (out.charAt(end) == ' ') {
      end++;
    }
    out.delete(start, end);
  }

  private StringBuilder indent(int level) {
    return out.append(INDENT.repeat(level));
  }
}
