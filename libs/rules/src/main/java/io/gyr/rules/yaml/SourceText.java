package io.gyr.rules.yaml;

import io.gyr.rules.Location;
import io.gyr.rules.RuleFile;
import java.util.Arrays;

/**
 * The text of a file by lines, for saying where something is. Offsets count characters from 0.
 * Immutable.
 */
public final class SourceText {

  /** How much of a long line is shown. */
  private static final int MAX_EXCERPT = 120;

  private final String file;
  private final String text;
  private final int[] lineStarts;

  /** The text of a file. */
  public SourceText(RuleFile file) {
    this.file = file.name();
    this.text = file.content();
    int[] starts = new int[16];
    int lines = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lines);
      }
      starts[lines++] = i + 1;
    }
    lineStarts = Arrays.copyOf(starts, lines);
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The place of an offset. */
  public Location locate(int offset) {
    int line = line(offset);
    int from = lineStarts[line];
    return new Location(file, line + 1, text.codePointCount(from, clamp(offset, from)) + 1);
  }

  /**
   * The line of an offset, and below it a caret under the place; a long line is shown only around
   * it.
   */
  public String excerpt(int offset) {
    int line = line(offset);
    int from = lineStarts[line];
    int to = text.indexOf('\n', from);
    to = to < 0 ? text.length() : to;
    int at = Math.min(clamp(offset, from), to);
    if (to - from > MAX_EXCERPT) {
      from = Math.max(from, at - MAX_EXCERPT / 2);
      to = Math.min(to, from + MAX_EXCERPT);
    }
    String shown = text.substring(from, to).replace('\t', ' ').replace('\r', ' ').stripTrailing();
    return "  " + shown + "\n  " + " ".repeat(at - from) + "^";
  }

  private int line(int offset) {
    int index = Arrays.binarySearch(lineStarts, offset);
    return index >= 0 ? index : -index - 2;
  }

  private int clamp(int offset, int from) {
    return Math.max(from, Math.min(offset, text.length()));
  }
}
