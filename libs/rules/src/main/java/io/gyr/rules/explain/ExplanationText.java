package io.gyr.rules.explain;

import io.gyr.rules.explain.Explanation.Answer;
import io.gyr.rules.explain.Explanation.Seen;
import java.util.Locale;

/** Explanations for people: a line for each part, what came of it in front. */
public final class ExplanationText {

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String GREY = "\u001b[90m";
  private static final String PLAIN = "\u001b[0m";

  private ExplanationText() {}

  /**
   * The tree, indented by two for each level.
   *
   * @param colours whether a terminal that knows ANSI colours is to show it
   */
  public static String of(Explanation explanation, boolean colours) {
    StringBuilder text = new StringBuilder();
    append(explanation, 0, colours, text);
    return text.toString();
  }

  private static void append(Explanation part, int level, boolean colours, StringBuilder text) {
    text.append(colours ? colour(part.answer()) : "");
    text.append(String.format(Locale.ROOT, "%-7s", word(part.answer())));
    text.append("  ".repeat(level)).append(part.text());
    for (Seen seen : part.values()) {
      text.append("   [").append(seen.field()).append(seen.value() == null ? " is absent" : " is ");
      text.append(seen.value() == null ? "" : onOneLine(seen.value())).append(']');
    }
    text.append(colours ? PLAIN : "").append('\n');
    part.parts().forEach(below -> append(below, level + 1, colours, text));
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case TRUE -> "true";
      case FALSE -> "false";
      case NOT_EVALUATED -> "-";
    };
  }

  private static String colour(Answer answer) {
    return switch (answer) {
      case TRUE -> GREEN;
      case FALSE -> RED;
      case NOT_EVALUATED -> GREY;
    };
  }

  /** Values come from whoever is watched: nothing in them may steer the terminal. */
  private static String onOneLine(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }
}
