package io.gyr.promql.ast;

import io.gyr.promql.text.Utf8;

/**
 * A part of a query.
 *
 * @param start index of its first character
 * @param end index behind its last
 */
public record PositionRange(int start, int end) {

  /** From the start of the one to the end of the other. */
  public static PositionRange span(PositionRange first, PositionRange last) {
    return new PositionRange(first.start, last.end);
  }

  /** Line and column of the start, both from 1, columns in bytes as Prometheus counts them. */
  public String startIn(String query) {
    if (start < 0 || start > query.length()) {
      return "invalid position";
    }
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < start; i++) {
      if (query.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return line + ":" + (Utf8.bytes(query, lineStart, start) + 1);
  }
}
