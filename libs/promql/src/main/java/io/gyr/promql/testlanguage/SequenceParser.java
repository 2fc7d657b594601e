package io.gyr.promql.testlanguage;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses sequences of values: {@code 1 2 _ stale}, {@code a+bxn}, {@code axn}, histograms. */
final class SequenceParser {
  /** Most values that one item may stand for. */
  private static final int MOST = 1_000_000;

  private static final String NUMBER =
      "(?:[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+(?:[eE][+-]?[0-9]+)?|[iI]nf|[nN]a[nN])";
  private static final Pattern FLOATS =
      Pattern.compile("([+-]?" + NUMBER + ")(?:([+-]" + NUMBER + ")?x([0-9]+))?");
  private static final Pattern BLANKS = Pattern.compile("_(?:x([0-9]+))?");

  private final String text;
  private final int line;
  private final List<SequenceValue> values = new ArrayList<>();
  private int at;

  SequenceParser(String text, int line) {
    this.text = text;
    this.line = line;
  }

  List<SequenceValue> parse() {
    while (skipSpace()) {
      if (text.startsWith("{{", at)) {
        histograms();
      } else {
        int end = at;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
          end++;
        }
        item(text.substring(at, end));
        at = end;
      }
    }
    return values;
  }

  private boolean skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at < text.length();
  }

  private void item(String item) {
    if (item.equals("stale")) {
      values.add(SequenceValue.of(SampleBits.STALE));
      return;
    }
    Matcher blanks = BLANKS.matcher(item);
    if (blanks.matches()) {
      int count = blanks.group(1) == null ? 1 : count(blanks.group(1));
      for (int i = 0; i < count; i++) {
        values.add(SequenceValue.OMITTED);
      }
      return;
    }
    Matcher floats = FLOATS.matcher(item);
    if (!floats.matches()) {
      throw new TestSyntaxException(line, "no value or sequence of values: " + item);
    }
    double value = Numbers.parse(floats.group(1));
    double step = floats.group(2) == null ? 0 : Numbers.parse(floats.group(2));
    // The count leaves out the first value.
    int count = floats.group(3) == null ? 0 : count(floats.group(3));
    for (int i = 0; i <= count; i++) {
      values.add(SequenceValue.of(value));
      if (floats.group(2) != null) {
        value += step;
      }
    }
  }

  private int count(String digits) {
    try {
      int count = Integer.parseInt(digits);
      if (count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Too large as well.
    }
    throw new TestSyntaxException(line, "more than " + MOST + " values: x" + digits);
  }

  private void histograms() {
    FloatHistogram base = histogram();
    FloatHistogram step = null;
    char operator = at < text.length() ? text.charAt(at) : ' ';
    if (operator == '+' || operator == '-') {
      at++;
      step = histogram();
    }
    int count = 0;
    if (at < text.length() && text.charAt(at) == 'x') {
      int start = ++at;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      count = count(text.substring(start, at));
    }
    FloatHistogram current = base;
    values.add(SequenceValue.of(current));
    for (int i = 0; i < count; i++) {
      current = next(current, step, operator == '-');
      values.add(SequenceValue.of(current));
    }
  }

  private FloatHistogram next(
      FloatHistogram current, @Nullable FloatHistogram step, boolean minus) {
    try {
      return step == null ? current : minus ? current.minus(step) : current.plus(step);
    } catch (IncompatibleHistogramsException e) {
      throw new TestSyntaxException(line, String.valueOf(e.getMessage()));
    }
  }

  private FloatHistogram histogram() {
    int end = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
    if (end < 0) {
      throw new TestSyntaxException(line, "histogram is not closed: " + text.substring(at));
    }
    FloatHistogram histogram = HistogramParser.parse(text.substring(at + 2, end), line);
    at = end + 2;
    return histogram;
  }
}
