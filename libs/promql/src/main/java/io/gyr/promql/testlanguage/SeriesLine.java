package io.gyr.promql.testlanguage;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.Parser;
import java.util.List;

/**
 * A series and its values, as in {@code name{a="b"} 1 2+3x4 _ {{sum:1}}}.
 *
 * @param labels the series
 * @param values one after the other
 */
record SeriesLine(Labels labels, List<SequenceValue> values) {

  static SeriesLine parse(String text, int line) {
    int end = metricEnd(text);
    try {
      Labels labels = Parser.parseMetric(text.substring(0, end));
      return new SeriesLine(labels, new SequenceParser(text.substring(end), line).parse());
    } catch (ParseException e) {
      throw new TestSyntaxException(line, String.valueOf(e.getMessage()));
    }
  }

  /** Where the metric ends: behind its closing brace, or else at the first space. */
  private static int metricEnd(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) != '{' && !isSpace(text.charAt(i))) {
      i++;
    }
    if (i == text.length() || text.charAt(i) != '{' || text.startsWith("{{", i)) {
      return i;
    }
    char quote = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote != '`') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '}') {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
