package io.gyr.promql.parser;

import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.lexer.Token;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses names, braces and what is inside them. */
final class SelectorParser {
  private static final String MATCHING = "label matching";
  private static final String LABEL_SET = "label set";

  private final TokenStream tokens;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** A selector: a name, braces, or both. */
  VectorSelector parse() {
    if (tokens.peek().type().isMetricIdentifier()) {
      return parseAfterName(tokens.take());
    }
    if (!tokens.at(TokenType.LEFT_BRACE)) {
      throw tokens.unexpected();
    }
    return parse("", tokens.peek().position());
  }

  /** The rest of a selector whose name has been consumed. */
  VectorSelector parseAfterName(Token name) {
    return parse(name.text(), name.position());
  }

  private VectorSelector parse(String name, int start) {
    List<Matcher> matchers = new ArrayList<>();
    if (tokens.accept(TokenType.LEFT_BRACE)) {
      parseMatchers(matchers);
    }
    if (!name.isEmpty()) {
      matchers.add(new Matcher(MatchType.EQUAL, Labels.NAME, name));
    }
    return new VectorSelector(
        name, List.copyOf(matchers), 0, null, null, new PositionRange(start, tokens.lastEnd()));
  }

  private void parseMatchers(List<Matcher> matchers) {
    while (!tokens.accept(TokenType.RIGHT_BRACE)) {
      matchers.add(parseMatcher());
      if (!tokens.at(TokenType.RIGHT_BRACE) && !tokens.accept(TokenType.COMMA)) {
        throw tokens.unexpected(MATCHING, "\",\" or \"}\"");
      }
    }
  }

  private Matcher parseMatcher() {
    Token label = tokens.peek();
    String name;
    if (tokens.accept(TokenType.IDENTIFIER)) {
      name = label.text();
    } else if (tokens.accept(TokenType.STRING)) {
      name = unquote(label);
    } else {
      throw tokens.unexpected(MATCHING, "identifier or \"}\"");
    }
    MatchType type = matchType(tokens.peek().type());
    if (type == null) {
      if (label.type() == TokenType.IDENTIFIER) {
        throw tokens.unexpected(MATCHING, "label matching operator");
      }
      return new Matcher(MatchType.EQUAL, Labels.NAME, name);
    }
    tokens.take();
    if (!tokens.at(TokenType.STRING)) {
      throw tokens.unexpected(MATCHING, "string");
    }
    Token value = tokens.take();
    try {
      return new Matcher(type, name, unquote(value));
    } catch (IllegalArgumentException e) {
      throw tokens.problem(
          PositionRange.span(TokenStream.range(label), TokenStream.range(value)), message(e));
    }
  }

  private static @Nullable MatchType matchType(TokenType type) {
    return switch (type) {
      case EQL -> MatchType.EQUAL;
      case NEQ -> MatchType.NOT_EQUAL;
      case EQL_REGEX -> MatchType.REGEX;
      case NEQ_REGEX -> MatchType.NOT_REGEX;
      default -> null;
    };
  }

  /** A metric: a name, a set of labels, or both. */
  Labels parseMetric() {
    Map<String, String> labels = new HashMap<>();
    String name = "";
    if (tokens.peek().type().isMetricIdentifier()) {
      name = tokens.take().text();
    }
    if (tokens.accept(TokenType.LEFT_BRACE)) {
      while (!tokens.accept(TokenType.RIGHT_BRACE)) {
        parseLabel(labels);
        if (!tokens.at(TokenType.RIGHT_BRACE) && !tokens.accept(TokenType.COMMA)) {
          throw tokens.unexpected(LABEL_SET, "\",\" or \"}\"");
        }
      }
    }
    if (!name.isEmpty()) {
      labels.put(Labels.NAME, name);
    }
    return Labels.of(labels);
  }

  private void parseLabel(Map<String, String> labels) {
    Token label = tokens.peek();
    String name;
    if (tokens.accept(TokenType.IDENTIFIER)) {
      name = label.text();
    } else if (tokens.accept(TokenType.STRING)) {
      name = unquote(label);
      if (!tokens.at(TokenType.EQL)) {
        labels.put(Labels.NAME, name);
        return;
      }
    } else {
      throw tokens.unexpected(LABEL_SET, "identifier or \"}\"");
    }
    if (!tokens.accept(TokenType.EQL)) {
      throw tokens.unexpected(LABEL_SET, "\"=\"");
    }
    if (!tokens.at(TokenType.STRING)) {
      throw tokens.unexpected(LABEL_SET, "string");
    }
    labels.put(name, unquote(tokens.take()));
  }

  /** The content of a string token. */
  String unquote(Token token) {
    try {
      return Quoted.unquote(token.text());
    } catch (IllegalArgumentException e) {
      throw tokens.problem(
          TokenStream.range(token),
          "error unquoting string " + Quoted.of(token.text()) + ": " + message(e));
    }
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
