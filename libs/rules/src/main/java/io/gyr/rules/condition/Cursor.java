package io.gyr.rules.condition;

import io.gyr.rules.condition.Condition.Value;

/**
 * Reads the parts of a condition one after another. What a character means depends on where it
 * stands (a slash starts a value, never a field), so the parser asks for what it expects instead of
 * getting tokens.
 */
final class Cursor {

  private final String text;
  private int at;

  Cursor(String text) {
    // Folded YAML ends in a line break: trouble at the end is shown after the last word, not on the
    // next line.
    this.text = text.stripTrailing();
  }

  /** Offset of the next part; white space before it is passed over. */
  int position() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean atEnd() {
    return position() == text.length();
  }

  /** Takes one character if it is next. */
  boolean take(char c) {
    if (atEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  /** Whether the character is next, without a space before it. */
  boolean touches(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Takes a word if it is next and ends there. */
  boolean takeWord(String word) {
    int start = position();
    int end = start + word.length();
    if (text.startsWith(word, start) && (end == text.length() || !isWordPart(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  /**
   * Takes a name: letters, digits, underscores and dots, beginning with a letter; empty if none is
   * next.
   */
  String takeName() {
    int start = position();
    if (start < text.length() && isLetter(text.charAt(start))) {
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
    }
    return text.substring(start, at);
  }

  /** Takes an operator in letters or signs; empty if none is next. */
  String takeOperator() {
    int start = position();
    if (start < text.length() && "=!<>".indexOf(text.charAt(start)) >= 0) {
      at++;
      if (touches('=')) {
        at++;
      }
      return text.substring(start, at);
    }
    String word = takeName();
    if (Operator.of(word) == null) {
      at = start;
      return "";
    }
    return word;
  }

  /**
   * Takes what stands up to the closing bracket, and the bracket; a bracket in quotes does not
   * close.
   */
  String takeArgument() throws ConditionException {
    int start = position();
    if (start < text.length() && (touches('"') || touches('\''))) {
      Value value = takeValue();
      if (!take(']')) {
        throw new ConditionException(start, "expected ']' after the argument", null);
      }
      return value.text();
    }
    int end = text.indexOf(']', start);
    if (end < 0) {
      throw new ConditionException(start - 1, "'[' is never closed", null);
    }
    at = end + 1;
    return text.substring(start, end).strip();
  }

  /** Takes a constant, quoted or bare. */
  Value takeValue() throws ConditionException {
    int start = position();
    if (start < text.length() && (touches('"') || touches('\''))) {
      return new Value(takeQuoted(), true, start);
    }
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw new ConditionException(start, "expected a value, found " + found(), null);
    }
    return new Value(text.substring(start, at), false, start);
  }

  /** What is next, for messages. */
  String found() {
    if (atEnd()) {
      return "the end of the condition";
    }
    int end = at + 1;
    while (end < text.length()
        && end - at < 20
        && isBare(text.charAt(at))
        && isBare(text.charAt(end))) {
      end++;
    }
    return "'" + text.substring(at, end) + "'";
  }

  private String takeQuoted() throws ConditionException {
    int start = at;
    char quote = text.charAt(at++);
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return value.toString();
      }
      value.append(
          c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : String.valueOf(c));
    }
    throw new ConditionException(start, "the quote is never closed", null);
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '\\', '/', '"', '\'', ' ' -> String.valueOf(c);
      // Not an escape: the backslash is meant, as in a regular expression.
      default -> "\\" + c;
    };
  }

  private static boolean isBare(char c) {
    return !Character.isWhitespace(c) && "()\"'=,".indexOf(c) < 0;
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || c == '_' || c == '.' || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
