package io.gyr.rules.condition;

import io.gyr.rules.condition.Condition.Value;

/**
 * Reads the parts of a condition one after another. What a character means depends on where it
 * stands (a slash starts a value, never a field), so the parser asks for what it expects instead of
 * getting tokens. The tokens are those of falcosecurity/libs, userspace/libsinsp/filter/parser.cpp.
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
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean atEnd() {
    return position() == text.length();
  }

  /** Whether a character is next, white space before it apart. */
  boolean isNext(char c) {
    return !atEnd() && text.charAt(at) == c;
  }

  /** Takes one character if it is next. */
  boolean take(char c) {
    if (!isNext(c)) {
      return false;
    }
    at++;
    return true;
  }

  /** Whether the character is next, without a space before it. */
  boolean touches(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Whether white space or the end is next. */
  boolean touchesBlank() {
    return at == text.length() || isBlank(text.charAt(at));
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
    return takeName();
  }

  /** Goes back to an offset that {@link #position} gave. */
  void back(int position) {
    at = position;
  }

  /** Takes what stands up to the closing bracket, and the bracket. */
  String takeArgument() throws ConditionException {
    int start = at;
    String argument;
    if (touches('"') || touches('\'')) {
      argument = takeQuoted();
    } else {
      while (at < text.length() && isBareArgument(text.charAt(at))) {
        at++;
      }
      argument = text.substring(start, at);
    }
    if (argument.isEmpty()) {
      throw new ConditionException(start, "expected an argument, found " + found(), null);
    }
    if (!touches(']')) {
      throw new ConditionException(
          at,
          at == text.length() ? "'[' is never closed" : "expected ']' after the argument",
          null);
    }
    at++;
    return argument;
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

  /** Takes a number: decimal, with or without a fraction or an exponent, or hexadecimal. */
  Value takeNumber() throws ConditionException {
    int start = position();
    if (text.startsWith("0x", start) || text.startsWith("0X", start)) {
      at += 2;
      while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
        at++;
      }
    } else {
      at += touches('+') || touches('-') ? 1 : 0;
      int digits = at;
      takeDigits();
      if (at == digits) {
        at = start;
        throw new ConditionException(start, "expected a number, found " + found(), null);
      }
      if (touches('.')) {
        at++;
        takeDigits();
      }
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

  private void takeDigits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }

  /**
   * A quote closes unless a backslash stands before it, whatever stands before that: two
   * backslashes at the end do not let it close, in Falco neither.
   */
  private String takeQuoted() throws ConditionException {
    int start = at;
    char quote = text.charAt(start);
    int close = start + 1;
    while (close < text.length()
        && (text.charAt(close) != quote || text.charAt(close - 1) == '\\')) {
      close++;
    }
    if (close == text.length()) {
      throw new ConditionException(start, "the quote is never closed", null);
    }
    StringBuilder value = new StringBuilder();
    for (int i = start + 1; i < close; i++) {
      char c = text.charAt(i);
      value.append(c == '\\' && ++i < close ? escaped(i, quote) : c);
    }
    at = close + 1;
    return value.toString();
  }

  private char escaped(int position, char quote) throws ConditionException {
    char c = text.charAt(position);
    switch (c) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case '\\', ' ':
        // An escaped space is a backslash: so it is in Falco, for the sake of one old rule.
        return '\\';
      case '/':
        return '/';
      default:
        if (c == quote) {
          return c;
        }
        throw new ConditionException(
            position - 1,
            c == '"' || c == '\''
                ? "invalid \\" + c + " escape in " + quote + "-quoted string"
                : "unsupported string escape sequence: \\" + c,
            null);
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\b';
  }

  private static boolean isBare(char c) {
    return !isBlank(c) && "()\"'=,".indexOf(c) < 0;
  }

  private static boolean isBareArgument(char c) {
    return !isBlank(c) && "[]\"'".indexOf(c) < 0;
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || c == '_' || c == '.' || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
