package io.gyr.promql.parser;

import io.gyr.promql.ast.DurationExpr;
import io.gyr.promql.ast.NumberLiteral;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.lexer.Token;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Durations;
import io.gyr.promql.text.Numbers;

/** Parses durations, literal and calculated. */
final class DurationParser {
  private static final int DEEPEST = 100;

  private final TokenStream tokens;
  private final ParserOptions options;
  private int depth;

  DurationParser(TokenStream tokens, ParserOptions options) {
    this.tokens = tokens;
    this.options = options;
  }

  /** A number or a duration, at which the stream must be. */
  NumberLiteral literal() {
    Token token = tokens.take();
    PositionRange position = TokenStream.range(token);
    try {
      return token.type() == TokenType.DURATION
          ? new NumberLiteral(Durations.parse(token.text()) / 1000.0, true, position)
          : new NumberLiteral(Numbers.parse(token.text()), false, position);
    } catch (NumberFormatException e) {
      throw tokens.problem(position, "error parsing number: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw tokens.problem(position, String.valueOf(e.getMessage()));
    }
  }

  boolean atLiteral() {
    return tokens.at(TokenType.NUMBER) || tokens.at(TokenType.DURATION);
  }

  /** What stands in brackets; more than zero, as far as that can be told. */
  DurationExpr positive() {
    DurationExpr expr = sum();
    if (expr instanceof NumberLiteral literal && literal.value() <= 0) {
      throw tokens.problem(literal.position(), "duration must be greater than 0");
    }
    return expr;
  }

  /**
   * What stands behind {@code offset}: a literal with or without a sign, or something in
   * parentheses. An operator behind it belongs to the expression around it.
   */
  DurationExpr offset() {
    if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      Token sign = tokens.take();
      if (atLiteral()) {
        return signed(sign, literal());
      }
      if (tokens.at(TokenType.LEFT_PAREN)) {
        return signed(sign, parenthesised());
      }
      throw tokens.unexpected();
    }
    if (atLiteral()) {
      return literal();
    }
    if (tokens.at(TokenType.LEFT_PAREN)) {
      return parenthesised();
    }
    throw tokens.unexpected();
  }

  private DurationExpr sum() {
    DurationExpr left = product();
    while (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      Token operator = tokens.take();
      left = operation(operator, left, product());
    }
    return left;
  }

  private DurationExpr product() {
    DurationExpr left = power();
    while (tokens.at(TokenType.MUL) || tokens.at(TokenType.DIV) || tokens.at(TokenType.MOD)) {
      Token operator = tokens.take();
      left = operation(operator, left, power());
    }
    return left;
  }

  private DurationExpr power() {
    if (++depth > DEEPEST) {
      throw tokens.problem(TokenStream.range(tokens.peek()), "duration is nested too deeply");
    }
    DurationExpr expr;
    if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
      expr = signed(tokens.take(), power());
    } else {
      expr = atom();
      if (tokens.at(TokenType.POW)) {
        Token operator = tokens.take();
        expr = operation(operator, expr, power());
      }
    }
    depth--;
    return expr;
  }

  private DurationExpr atom() {
    if (tokens.at(TokenType.LEFT_PAREN)) {
      return parenthesised();
    }
    if (!atLiteral()) {
      throw tokens.unexpected();
    }
    return literal();
  }

  private DurationExpr parenthesised() {
    Token open = tokens.take();
    DurationExpr inner = sum();
    tokens.expect(TokenType.RIGHT_PAREN);
    requireExpressions(open);
    return inner instanceof DurationExpr.Operation operation
        ? new DurationExpr.Operation(
            operation.operator(), operation.left(), operation.right(), true)
        : inner;
  }

  private static DurationExpr signed(Token sign, DurationExpr expr) {
    if (expr instanceof NumberLiteral literal) {
      double value = sign.type() == TokenType.SUB ? -literal.value() : literal.value();
      return new NumberLiteral(
          value, literal.duration(), new PositionRange(sign.position(), literal.position().end()));
    }
    return sign.type() == TokenType.SUB
        ? new DurationExpr.Operation(TokenType.SUB, null, expr, false)
        : expr;
  }

  private DurationExpr operation(Token operator, DurationExpr left, DurationExpr right) {
    requireExpressions(operator);
    return new DurationExpr.Operation(operator.type(), left, right, false);
  }

  private void requireExpressions(Token token) {
    if (!options.durationExpressions()) {
      throw tokens.problem(
          TokenStream.range(token), "experimental duration expression is not enabled");
    }
  }
}
