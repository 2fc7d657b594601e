package io.gyr.promql.parser;

import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.lexer.TokenType;
import java.util.List;

/**
 * Parses queries: the language of Prometheus 3.5, with its error texts and positions. Queries are
 * bounded in length and depth. Stateless.
 */
public final class Parser {
  /** Longest query, in characters. */
  public static final int LONGEST = 1 << 20;

  private Parser() {}

  /**
   * Parses an expression and checks its types.
   *
   * @throws ParseException if it is none
   */
  public static Expr parse(String query, ParserOptions options) {
    checkLength(query);
    TokenStream tokens = new TokenStream(query);
    if (tokens.at(TokenType.EOF)) {
      throw new ParseException(query, new PositionRange(0, 0), "no expression found in input");
    }
    Expr expr = new ExpressionParser(tokens, options).parse();
    if (!tokens.at(TokenType.EOF)) {
      throw tokens.unexpected();
    }
    new TypeChecker(query).check(expr);
    return expr;
  }

  /**
   * Parses a series selector without modifiers, as {@code match[]} parameters hold them.
   *
   * @throws ParseException if it is none
   */
  public static List<Matcher> parseSelector(String query) {
    checkLength(query);
    TokenStream tokens = new TokenStream(query);
    VectorSelector selector = new SelectorParser(tokens).parse();
    if (!tokens.at(TokenType.EOF)) {
      throw tokens.unexpected();
    }
    return selector.matchers();
  }

  /**
   * Parses a metric with its labels, {@code name{a="b"}}.
   *
   * @throws ParseException if it is none
   */
  public static Labels parseMetric(String text) {
    checkLength(text);
    TokenStream tokens = new TokenStream(text);
    Labels labels = new SelectorParser(tokens).parseMetric();
    if (!tokens.at(TokenType.EOF)) {
      throw tokens.unexpected();
    }
    return labels;
  }

  private static void checkLength(String query) {
    if (query.length() > LONGEST) {
      throw new ParseException(
          "",
          new PositionRange(0, 0),
          "query has " + query.length() + " characters, at most " + LONGEST + " are allowed");
    }
  }
}
