package io.gyr.promql.parser;

import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.lexer.Lexer;
import io.gyr.promql.lexer.Token;
import io.gyr.promql.lexer.TokenType;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tokens of a query with one token of lookahead, and the words for an unexpected one.
 *
 * <p>Prometheus's parser is generated, and on a syntax error looks for the innermost rule that says
 * what to do about it: that rule's name and what it expected make the message. So rules that have
 * such a clause are pushed here while they are being parsed, and an error is reported against the
 * innermost.
 */
final class TokenStream {
  /** A rule that reports errors: its name, and what it expects, which may be empty. */
  record Rule(String context, String expected) {}

  private static final Rule WHOLE = new Rule("", "");

  private final String query;
  private final Lexer lexer;
  private final Deque<Rule> rules = new ArrayDeque<>();
  private Token current;
  private int lastEnd;

  TokenStream(String query) {
    this.query = query;
    this.lexer = new Lexer(query);
    this.current = lex();
  }

  /** The next token, which is not consumed. */
  Token peek() {
    return current;
  }

  boolean at(TokenType type) {
    return current.type() == type;
  }

  /** Consumes the next token. */
  Token take() {
    Token token = current;
    lastEnd = token.end();
    current = lex();
    return token;
  }

  /** Consumes the next token if it is of this type. */
  boolean accept(TokenType type) {
    if (at(type)) {
      take();
      return true;
    }
    return false;
  }

  /** Consumes a token of this type, or reports against the innermost rule. */
  Token expect(TokenType type) {
    if (!at(type)) {
      throw unexpected();
    }
    return take();
  }

  /** Index behind the last token consumed. */
  int lastEnd() {
    return lastEnd;
  }

  void enter(String context, String expected) {
    rules.push(new Rule(context, expected));
  }

  void leave() {
    rules.pop();
  }

  /** The next token is unexpected by the innermost rule. */
  ParseException unexpected() {
    Rule rule = rules.isEmpty() ? WHOLE : rules.peek();
    return unexpected(rule.context(), rule.expected());
  }

  /** The next token is unexpected. */
  ParseException unexpected(String context, String expected) {
    return unexpected(current, context, expected);
  }

  /** The token is unexpected. */
  ParseException unexpected(Token token, String context, String expected) {
    StringBuilder reason = new StringBuilder("unexpected ").append(token.description());
    if (!context.isEmpty()) {
      reason.append(" in ").append(context);
    }
    if (!expected.isEmpty()) {
      reason.append(", expected ").append(expected);
    }
    return problem(range(token), reason.toString());
  }

  ParseException problem(PositionRange position, String reason) {
    return new ParseException(query, position, reason);
  }

  static PositionRange range(Token token) {
    return new PositionRange(token.position(), token.end());
  }

  private Token lex() {
    Token token = lexer.next();
    if (token.type() == TokenType.ERROR) {
      throw problem(new PositionRange(token.position(), query.length()), token.text());
    }
    return token;
  }
}
