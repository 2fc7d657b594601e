package io.gyr.rules.match;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Judges how large the program of a regular expression would be, before it is compiled: repetitions
 * of repetitions multiply, and the compiler itself knows no bound.
 */
final class RegexSize {

  private static final int MAX_SIZE = 20_000;
  private static final int MAX_DEPTH = 100;

  private final String expression;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long size;
  private long last;
  private int at;

  private RegexSize(String expression) {
    this.expression = expression;
  }

  /** Whether an expression is small enough to be compiled. */
  static boolean isSmall(String expression) {
    return expression.length() <= MAX_SIZE && new RegexSize(expression).judge();
  }

  private boolean judge() {
    while (at < expression.length()) {
      char c = expression.charAt(at++);
      switch (c) {
        case '\\' -> {
          at++;
          atom(1);
        }
        case '[' -> {
          int close = expression.indexOf(']', at + 1);
          at = close < 0 ? expression.length() : close + 1;
          atom(1);
        }
        case '(' -> {
          outer.push(size);
          size = 0;
        }
        case ')' -> {
          long inner = size + 1;
          size = outer.isEmpty() ? size : outer.pop();
          atom(inner);
        }
        case '{' -> repeat();
        default -> atom(1);
      }
      if (size > MAX_SIZE || outer.size() > MAX_DEPTH) {
        return false;
      }
    }
    return true;
  }

  private void atom(long itsSize) {
    last = itsSize;
    size += itsSize;
  }

  private void repeat() {
    int close = expression.indexOf('}', at);
    String counts = close < 0 ? "" : expression.substring(at, close);
    if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      atom(1);
      return;
    }
    at = close + 1;
    long times = 1;
    for (String count : counts.split(",")) {
      times = Math.max(times, Long.parseLong(count));
    }
    size += last * (times - 1);
    last *= times;
  }
}
