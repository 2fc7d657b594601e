package io.gyr.promql.template;

import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Splits an action into its words. */
final class ActionLexer {
  /** What a word is. */
  enum Kind {
    /** {@code $labels}. */
    VARIABLE,
    /** {@code .Labels}. */
    FIELD,
    /** {@code humanize}. */
    WORD,
    /** A string or a number. */
    CONSTANT,
    PIPE,
    OPEN,
    CLOSE
  }

  /**
   * A word.
   *
   * @param text its name without the dollar or the point
   * @param constant its value if it is a constant, else the text
   * @param spaced whether white space stands before it
   */
  record Token(Kind kind, String text, Object constant, boolean spaced) {}

  private final String action;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  ActionLexer(String action) {
    this.action = action;
  }

  /**
   * All words.
   *
   * @throws TemplateException if there is something else
   */
  List<Token> tokens() {
    boolean spaced = true;
    while (at < action.length()) {
      char c = action.charAt(at);
      if (" \t\r\n".indexOf(c) >= 0) {
        spaced = true;
        at++;
        continue;
      }
      next(c, spaced);
      spaced = false;
    }
    return tokens;
  }

  private void next(char c, boolean spaced) {
    switch (c) {
      case '|' -> add(Kind.PIPE, 1, spaced);
      case '(' -> add(Kind.OPEN, 1, spaced);
      case ')' -> add(Kind.CLOSE, 1, spaced);
      case '"', '`' -> string(spaced);
      case '$' -> name(Kind.VARIABLE, at + 1, spaced);
      case '.' -> {
        if (at + 1 < action.length() && isDigit(action.charAt(at + 1))) {
          number(spaced);
        } else {
          name(Kind.FIELD, at + 1, spaced);
        }
      }
      default -> {
        if (isDigit(c) || c == '-' || c == '+') {
          number(spaced);
        } else if (isLetter(c)) {
          name(Kind.WORD, at, spaced);
        } else {
          throw new TemplateException(
              "unexpected " + Quoted.of(new String(Character.toChars(action.codePointAt(at)))));
        }
      }
    }
  }

  private void add(Kind kind, int length, boolean spaced) {
    String text = action.substring(at, at + length);
    tokens.add(new Token(kind, text, text, spaced));
    at += length;
  }

  private void name(Kind kind, int from, boolean spaced) {
    int end = from;
    while (end < action.length() && (isLetter(action.charAt(end)) || isDigit(action.charAt(end)))) {
      end++;
    }
    String name = action.substring(from, end);
    tokens.add(new Token(kind, name, name, spaced));
    at = end;
  }

  private void number(boolean spaced) {
    int end = at + 1;
    while (end < action.length()
        && (isLetter(action.charAt(end))
            || isDigit(action.charAt(end))
            || action.charAt(end) == '.'
            || ("+-".indexOf(action.charAt(end)) >= 0
                && "eE".indexOf(action.charAt(end - 1)) >= 0))) {
      end++;
    }
    String text = action.substring(at, end);
    Object constant;
    try {
      constant =
          text.matches("[+-]?[0-9]{1,18}")
              ? (Object) Long.valueOf(text)
              : (Object) Numbers.parse(text);
    } catch (NumberFormatException e) {
      throw new TemplateException("bad number syntax: " + Quoted.of(text));
    }
    tokens.add(new Token(Kind.CONSTANT, text, constant, spaced));
    at = end;
  }

  private void string(boolean spaced) {
    int end = endOfString(action, at);
    String literal = end < 0 ? action.substring(at) : action.substring(at, end);
    try {
      tokens.add(new Token(Kind.CONSTANT, literal, Quoted.unquote(literal), spaced));
    } catch (IllegalArgumentException e) {
      throw new TemplateException("bad string syntax: " + literal);
    }
    at = end < 0 ? action.length() : end;
  }

  /** Behind the string that begins at {@code from}, -1 if it does not end. */
  static int endOfString(String text, int from) {
    char quote = text.charAt(from);
    for (int i = from + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        return i + 1;
      } else if (c == '\n' && quote == '"') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c == '_' || Character.isLetter(c);
  }
}
