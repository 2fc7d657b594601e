package io.gyr.api.events;

import io.gyr.api.http.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a scope: conditions joined by {@code and}, each {@code label operator value}. Operators:
 * {@code = != in not in contains not contains starts with}. Values are bare words or quoted with
 * {@code '} or {@code "}, where a backslash takes the next character as it is; lists stand in
 * parentheses. Example: {@code container.name = "web" and k8s.namespace.name in (a, b)}.
 */
public final class ScopeParser {
  private static final int MAX_CHARS = 4_000;
  private static final int MAX_CONDITIONS = 32;
  private static final int MAX_VALUES = 100;
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:(!=|[=(),])|\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'|([^\\s=!(),\"']++))");

  private record Token(String text, boolean quoted, int position) {}

  private final String input;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private ScopeParser(String input) {
    this.input = input;
  }

  /**
   * Reads {@code text}; empty text is an empty scope.
   *
   * @throws ApiError 400 that names the place
   */
  public static List<ScopeCondition> parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw ApiError.badRequest("scope is too long", "At most " + MAX_CHARS + " characters");
    }
    ScopeParser parser = new ScopeParser(text);
    parser.split();
    return parser.conditions();
  }

  private void split() {
    Matcher matcher = TOKEN.matcher(input);
    int at = 0;
    while (true) {
      while (at < input.length() && Character.isWhitespace(input.charAt(at))) {
        at++;
      }
      if (at == input.length()) {
        return;
      }
      if (!matcher.find(at) || matcher.start() != at) {
        throw error(at, "a label, an operator or a value (is a quote open?)");
      }
      String quoted = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      if (quoted != null) {
        tokens.add(new Token(quoted.replaceAll("\\\\(.)", "$1"), true, at));
      } else {
        String plain = matcher.group(1) == null ? matcher.group(4) : matcher.group(1);
        tokens.add(new Token(plain, false, at));
      }
      at = matcher.end();
    }
  }

  private List<ScopeCondition> conditions() {
    List<ScopeCondition> conditions = new ArrayList<>();
    while (next < tokens.size()) {
      if (!conditions.isEmpty() && !take("and")) {
        throw error(position(), "'and' or the end");
      }
      String key = word("a label");
      ScopeOperator operator = operator();
      boolean list = operator == ScopeOperator.IN || operator == ScopeOperator.NOT_IN;
      conditions.add(new ScopeCondition(key, operator, list ? values() : List.of(word("a value"))));
      if (conditions.size() > MAX_CONDITIONS) {
        throw ApiError.badRequest("scope has too many conditions", "At most " + MAX_CONDITIONS);
      }
    }
    return conditions;
  }

  private ScopeOperator operator() {
    if (take("=")) {
      return ScopeOperator.EQUALS;
    } else if (take("!=")) {
      return ScopeOperator.NOT_EQUALS;
    } else if (take("in")) {
      return ScopeOperator.IN;
    } else if (take("contains")) {
      return ScopeOperator.CONTAINS;
    } else if (take("starts") && take("with")) {
      return ScopeOperator.STARTS_WITH;
    } else if (take("not")) {
      if (take("in")) {
        return ScopeOperator.NOT_IN;
      } else if (take("contains")) {
        return ScopeOperator.NOT_CONTAINS;
      }
    }
    throw error(position(), "one of = != in, not in, contains, not contains, starts with");
  }

  private List<String> values() {
    if (!take("(")) {
      throw error(position(), "( before the values");
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(word("a value"));
    } while (take(",") && values.size() <= MAX_VALUES);
    if (!take(")")) {
      throw error(position(), "',' or ')' (at most " + MAX_VALUES + " values)");
    }
    return values;
  }

  private String word(String expected) {
    if (next < tokens.size()) {
      Token token = tokens.get(next);
      if (token.quoted() || !token.text().matches("!=|[=(),]")) {
        next++;
        return token.text();
      }
    }
    throw error(position(), expected);
  }

  private boolean take(String text) {
    if (next < tokens.size()
        && !tokens.get(next).quoted()
        && tokens.get(next).text().toLowerCase(Locale.ROOT).equals(text)) {
      next++;
      return true;
    }
    return false;
  }

  private int position() {
    return next < tokens.size() ? tokens.get(next).position() : input.length();
  }

  private static ApiError error(int position, String expected) {
    return ApiError.badRequest(
        "scope cannot be read at character " + (position + 1), "Expected " + expected);
  }
}
