package io.gyr.promql.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a template into texts and actions. A dash inside the braces takes away the white space
 * beside the action; {@code {{/&#42; ... &#42;/}}} is a comment.
 */
final class TemplateParser {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String WHITE = " \t\r\n";

  private final String text;

  TemplateParser(String text) {
    this.text = text;
  }

  /**
   * The parts in order.
   *
   * @throws TemplateException if it is no template; the message begins with the line
   */
  List<Operand> parse() {
    List<Operand> parts = new ArrayList<>();
    int at = 0;
    boolean trimStart = false;
    while (at < text.length()) {
      int open = text.indexOf(OPEN, at);
      int end = open < 0 ? text.length() : open;
      int inside = open + OPEN.length();
      boolean trimEnd = open >= 0 && text.startsWith("-", inside) && isWhite(text, inside + 1);
      String literal = text.substring(at, end);
      literal = trimStart ? stripLeading(literal) : literal;
      literal = trimEnd ? stripTrailing(literal) : literal;
      if (!literal.isEmpty()) {
        parts.add(new Operand.Literal(literal));
      }
      if (open < 0) {
        break;
      }
      int from = trimEnd ? inside + 1 : inside;
      int close = closing(from);
      trimStart = close > from && text.charAt(close - 1) == '-' && isWhite(text, close - 2);
      action(from, trimStart ? close - 1 : close, parts);
      at = close + CLOSE.length();
    }
    return List.copyOf(parts);
  }

  private void action(int from, int to, List<Operand> parts) {
    String action = text.substring(from, to);
    if (action.strip().startsWith("/*")) {
      if (!action.strip().endsWith("*/")) {
        throw failure(from, "comment ends before closing delimiter");
      }
      return;
    }
    try {
      parts.add(new ActionParser(action).parse());
    } catch (TemplateException e) {
      throw failure(from, String.valueOf(e.getMessage()));
    }
  }

  /** Where the braces close that do not stand in a string or a comment. */
  private int closing(int from) {
    int at = from;
    if (text.startsWith("/*", firstInside(from))) {
      int end = text.indexOf("*/", from);
      if (end < 0) {
        throw failure(from, "unclosed comment");
      }
      at = end + 2;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith(CLOSE, at)) {
        return at;
      }
      if (c == '"' || c == '`') {
        at = ActionLexer.endOfString(text, at);
        if (at < 0) {
          throw failure(
              from, c == '"' ? "unterminated quoted string" : "unterminated raw quoted string");
        }
      } else {
        at++;
      }
    }
    throw failure(from, "unclosed action");
  }

  private int firstInside(int from) {
    int at = from;
    while (isWhite(text, at)) {
      at++;
    }
    return at;
  }

  private TemplateException failure(int at, String problem) {
    long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    return new TemplateException(line + ": " + problem);
  }

  private static boolean isWhite(String text, int at) {
    return at >= 0 && at < text.length() && WHITE.indexOf(text.charAt(at)) >= 0;
  }

  private static String stripLeading(String literal) {
    int from = 0;
    while (isWhite(literal, from)) {
      from++;
    }
    return literal.substring(from);
  }

  private static String stripTrailing(String literal) {
    int to = literal.length();
    while (isWhite(literal, to - 1)) {
      to--;
    }
    return literal.substring(0, to);
  }
}
