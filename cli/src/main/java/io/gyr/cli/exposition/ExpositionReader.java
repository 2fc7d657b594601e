package io.gyr.cli.exposition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenMetrics text and Prometheus's text format line by line. The two differ in the unit of
 * their times, seconds and milliseconds, and files do not say at their beginning which they are; so
 * what is above 10^11 is taken for milliseconds, which in seconds would be the year 5138 and in
 * milliseconds is 1973. Exemplars are passed over. Not thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
public final class ExpositionReader {
  private static final int MAX_LINE_CHARS = 1 << 20;
  private static final double MILLISECONDS_FROM = 1e11;
  private static final int MAX_FAMILIES = 100_000;

  private final BufferedReader input;
  private final Map<String, Family> families = new HashMap<>();
  private final StringBuilder line = new StringBuilder();
  private long number;
  private boolean ended;

  /** Reads {@code input}, which the caller closes. */
  public ExpositionReader(Reader input) {
    this.input = new BufferedReader(input);
  }

  /**
   * The next sample; null at the end.
   *
   * @throws ExpositionException if a line is neither a sample nor a comment; the reader is of no
   *     use then
   */
  public @Nullable Sample next() throws IOException, ExpositionException {
    while (readLine()) {
      if (line.isEmpty() || line.toString().isBlank()) {
        continue;
      }
      if (ended) {
        throw new ExpositionException(number, "there is more behind # EOF");
      }
      LineCursor cursor = new LineCursor(line.toString(), number);
      cursor.skipBlanks();
      if (cursor.take('#')) {
        comment(cursor);
      } else {
        return sample(cursor);
      }
    }
    return null;
  }

  /** What was said so far of the family that the series {@code metric} is of. */
  public Family family(String metric) {
    Family family = families.get(metric);
    if (family != null) {
      return family;
    }
    for (String suffix :
        List.of("_total", "_bucket", "_count", "_sum", "_created", "_info", "_gcount", "_gsum")) {
      if (metric.endsWith(suffix)) {
        Family parent = families.get(metric.substring(0, metric.length() - suffix.length()));
        if (parent != null) {
          return parent;
        }
      }
    }
    return Family.UNKNOWN;
  }

  private boolean readLine() throws IOException, ExpositionException {
    line.setLength(0);
    number++;
    int c = input.read();
    if (c < 0) {
      return false;
    }
    for (; c >= 0 && c != '\n'; c = input.read()) {
      if (line.length() == MAX_LINE_CHARS) {
        throw new ExpositionException(number, "more than " + MAX_LINE_CHARS + " characters");
      }
      line.append((char) c);
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return true;
  }

  private void comment(LineCursor cursor) throws ExpositionException {
    cursor.skipBlanks();
    String keyword = cursor.word();
    if (keyword.equals("EOF") && cursor.atEnd()) {
      ended = true;
      return;
    }
    boolean isMetadata = List.of("TYPE", "HELP", "UNIT").contains(keyword);
    cursor.skipBlanks();
    if (!isMetadata || cursor.atEnd()) {
      return;
    }
    String name = cursor.at('"') ? cursor.quoted() : cursor.word();
    cursor.skipBlanks();
    String text = cursor.rest();
    if (families.size() >= MAX_FAMILIES) {
      families.clear();
    }
    Family before = families.getOrDefault(name, Family.UNKNOWN);
    families.put(
        name,
        switch (keyword) {
          case "TYPE" -> new Family(text.strip(), before.help(), before.unit());
          case "HELP" -> new Family(before.type(), unescaped(text), before.unit());
          default -> new Family(before.type(), before.help(), text.strip());
        });
  }

  private static String unescaped(String help) {
    return help.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static Sample sample(LineCursor cursor) throws ExpositionException {
    Map<String, String> labels = new LinkedHashMap<>();
    if (!cursor.at('{')) {
      labels.put("__name__", cursor.name(true));
    }
    cursor.skipBlanks();
    if (cursor.take('{')) {
      labels(cursor, labels);
    }
    if (!labels.containsKey("__name__")) {
      throw cursor.problem("there is no metric name");
    }
    cursor.skipBlanks();
    double value = number(cursor, cursor.word());
    cursor.skipBlanks();
    OptionalLong timeMs = OptionalLong.empty();
    if (!cursor.atEnd() && !cursor.at('#')) {
      timeMs = OptionalLong.of(timeMs(cursor, cursor.word()));
      cursor.skipBlanks();
    }
    if (!cursor.atEnd() && !cursor.at('#')) {
      throw cursor.problem("there is more behind value and time: '" + cursor.word() + "'");
    }
    return new Sample(labels, value, timeMs);
  }

  private static void labels(LineCursor cursor, Map<String, String> labels)
      throws ExpositionException {
    cursor.skipBlanks();
    while (!cursor.take('}')) {
      String name = cursor.at('"') ? cursor.quoted() : cursor.name(false);
      cursor.skipBlanks();
      String value = name;
      if (cursor.take('=')) {
        cursor.skipBlanks();
        value = cursor.quoted();
      } else {
        name = "__name__"; // {"a name with dots", a="b"}
      }
      if (labels.put(name, value) != null) {
        throw cursor.problem("label " + name + " twice");
      }
      cursor.skipBlanks();
      if (!cursor.at('}')) {
        cursor.expect(',');
        cursor.skipBlanks();
      }
    }
  }

  private static double number(LineCursor cursor, String text) throws ExpositionException {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> {
        return Double.NaN;
      }
      case "+inf", "inf", "+infinity", "infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf", "-infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {
        // Java would also take 1d and 1f.
        if (!text.isEmpty() && "dDfF".indexOf(text.charAt(text.length() - 1)) < 0) {
          try {
            return Double.parseDouble(text);
          } catch (NumberFormatException e) {
            // Told below.
          }
        }
        throw cursor.problem("'" + text + "' is no number");
      }
    }
  }

  private static long timeMs(LineCursor cursor, String text) throws ExpositionException {
    double time = number(cursor, text);
    if (Double.isNaN(time) || Math.abs(time) > 1e15) {
      throw cursor.problem("'" + text + "' is no time");
    }
    return Math.abs(time) >= MILLISECONDS_FROM ? (long) time : Math.round(time * 1000);
  }
}
