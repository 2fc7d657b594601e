package io.gyr.promql.parser;

import io.gyr.promql.ast.AtModifier;
import io.gyr.promql.ast.DurationExpr;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.NumberLiteral;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.lexer.Token;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Parses what can follow an operand: ranges, subqueries, {@code offset} and {@code @}. */
final class ModifierParser {
  private static final String NUMBER_OR_DURATION = "number or duration";

  private final TokenStream tokens;
  private final DurationParser durations;

  ModifierParser(TokenStream tokens, DurationParser durations) {
    this.tokens = tokens;
    this.durations = durations;
  }

  /** The expression with the modifier that follows, or null if none does. */
  @Nullable Expr apply(Expr expr) {
    return switch (tokens.peek().type()) {
      case LEFT_BRACKET -> range(expr);
      case OFFSET -> offset(expr);
      case AT -> at(expr);
      default -> null;
    };
  }

  private Expr range(Expr expr) {
    Token open = tokens.take();
    tokens.enter("subquery or range selector", NUMBER_OR_DURATION);
    DurationExpr range = durations.positive();
    tokens.leave();
    if (tokens.at(TokenType.COLON)) {
      return subquery(expr, range);
    }
    if (!tokens.at(TokenType.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
    }
    tokens.take();
    PositionRange brackets = new PositionRange(open.position(), tokens.lastEnd());
    if (!(expr instanceof VectorSelector selector)) {
      throw tokens.problem(brackets, "ranges only allowed for vector selectors");
    }
    if (selector.offsetMs() != 0 || selector.offsetExpr() != null) {
      throw tokens.problem(brackets, "no offset modifiers allowed before range");
    }
    if (selector.at() != null) {
      throw tokens.problem(brackets, "no @ modifiers allowed before range");
    }
    return new MatrixSelector(
        selector,
        literalMs(range),
        calculated(range),
        new PositionRange(selector.position().start(), tokens.lastEnd()));
  }

  private Expr subquery(Expr expr, DurationExpr range) {
    tokens.take();
    DurationExpr step = null;
    if (!tokens.at(TokenType.RIGHT_BRACKET)) {
      tokens.enter("subquery selector", NUMBER_OR_DURATION + " or \"]\"");
      step = durations.positive();
      tokens.leave();
    }
    if (!tokens.at(TokenType.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery selector", "\"]\"");
    }
    tokens.take();
    return new SubqueryExpr(
        expr,
        literalMs(range),
        calculated(range),
        step == null ? 0 : literalMs(step),
        step == null ? null : calculated(step),
        0,
        null,
        null,
        new PositionRange(expr.position().start(), tokens.lastEnd()));
  }

  private Expr offset(Expr expr) {
    tokens.take();
    tokens.enter("offset", NUMBER_OR_DURATION);
    DurationExpr offset = durations.offset();
    tokens.leave();
    long millis = literalMs(offset);
    DurationExpr calculated = calculated(offset);
    int end = tokens.lastEnd();
    if (expr instanceof VectorSelector selector) {
      requireNoOffset(expr, selector.offsetMs(), selector.offsetExpr());
      return selector.withOffset(millis, calculated, end);
    }
    if (expr instanceof MatrixSelector matrix) {
      VectorSelector selector = matrix.selector();
      requireNoOffset(expr, selector.offsetMs(), selector.offsetExpr());
      return matrix(
          matrix, selector.withOffset(millis, calculated, selector.position().end()), end);
    }
    if (expr instanceof SubqueryExpr subquery) {
      requireNoOffset(expr, subquery.offsetMs(), subquery.offsetExpr());
      return subquery.withOffset(millis, calculated, end);
    }
    throw tokens.problem(
        expr.position(),
        "offset modifier must be preceded by an instant vector selector or range vector selector"
            + " or a subquery");
  }

  private void requireNoOffset(Expr expr, long millis, @Nullable DurationExpr calculated) {
    if (millis != 0 || calculated != null) {
      throw tokens.problem(expr.position(), "offset may not be set multiple times");
    }
  }

  private Expr at(Expr expr) {
    tokens.take();
    AtModifier at = atModifier(expr);
    int end = tokens.lastEnd();
    if (expr instanceof VectorSelector selector) {
      requireNoAt(expr, selector.at());
      return selector.withAt(at, end);
    }
    if (expr instanceof MatrixSelector matrix) {
      VectorSelector selector = matrix.selector();
      requireNoAt(expr, selector.at());
      return matrix(matrix, selector.withAt(at, selector.position().end()), end);
    }
    if (expr instanceof SubqueryExpr subquery) {
      requireNoAt(expr, subquery.at());
      return subquery.withAt(at, end);
    }
    throw tokens.problem(
        expr.position(),
        "@ modifier must be preceded by an instant vector selector or range vector selector or a"
            + " subquery");
  }

  private AtModifier atModifier(Expr expr) {
    tokens.enter("@", "timestamp");
    try {
      if (tokens.at(TokenType.START) || tokens.at(TokenType.END)) {
        boolean start = tokens.take().type() == TokenType.START;
        tokens.expect(TokenType.LEFT_PAREN);
        tokens.expect(TokenType.RIGHT_PAREN);
        return new AtModifier(start ? AtModifier.Kind.START : AtModifier.Kind.END, 0);
      }
      boolean negative = tokens.at(TokenType.SUB);
      if (negative || tokens.at(TokenType.ADD)) {
        tokens.take();
      }
      if (!durations.atLiteral()) {
        throw tokens.unexpected();
      }
      double seconds = durations.literal().value();
      return AtModifier.time(millis(expr, negative ? -seconds : seconds));
    } finally {
      tokens.leave();
    }
  }

  private long millis(Expr expr, double seconds) {
    if (!(seconds < Long.MAX_VALUE / 1000.0 && seconds > Long.MIN_VALUE / 1000.0)) {
      throw tokens.problem(
          expr.position(),
          "timestamp out of bounds for @ modifier: "
              + (Double.isNaN(seconds) || Double.isInfinite(seconds)
                  ? Numbers.plain(seconds)
                  : String.format("%f", seconds)));
    }
    // Halves away from zero.
    return (long) Math.copySign(Math.floor(Math.abs(seconds * 1000) + 0.5), seconds);
  }

  private void requireNoAt(Expr expr, @Nullable AtModifier at) {
    if (at != null) {
      throw tokens.problem(expr.position(), "@ <timestamp> may not be set multiple times");
    }
  }

  private static MatrixSelector matrix(MatrixSelector matrix, VectorSelector selector, int end) {
    return new MatrixSelector(
        selector,
        matrix.rangeMs(),
        matrix.rangeExpr(),
        new PositionRange(matrix.position().start(), end));
  }

  private static long literalMs(DurationExpr expr) {
    return expr instanceof NumberLiteral literal ? Math.round(literal.value() * 1000) : 0;
  }

  private static DurationExpr.@Nullable Operation calculated(DurationExpr expr) {
    return expr instanceof DurationExpr.Operation operation ? operation : null;
  }
}
