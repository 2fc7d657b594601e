package io.gyr.promql.testlanguage;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.text.Numbers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses what stands in the braces of a histogram: {@code schema:0 sum:5 buckets:[1 2]}. */
final class HistogramParser {
  private static final Pattern ITEM = Pattern.compile("([a-z_]+):(\\[[^\\]]*\\]|[^\\s\\[\\]]+)");
  private static final Set<String> KEYS =
      Set.of(
          "schema",
          "sum",
          "count",
          "z_bucket",
          "z_bucket_w",
          "custom_values",
          "buckets",
          "offset",
          "n_buckets",
          "n_offset",
          "counter_reset_hint");

  private final Map<String, String> items = new HashMap<>();
  private final int line;

  private HistogramParser(int line) {
    this.line = line;
  }

  static FloatHistogram parse(String text, int line) {
    HistogramParser parser = new HistogramParser(line);
    parser.read(text);
    return parser.build();
  }

  private void read(String text) {
    Matcher matcher = ITEM.matcher(text);
    int end = 0;
    while (matcher.find()) {
      if (!text.substring(end, matcher.start()).isBlank()) {
        break;
      }
      end = matcher.end();
      if (!KEYS.contains(matcher.group(1))) {
        throw new TestSyntaxException(
            line, "bad histogram descriptor found: \"" + matcher.group(1) + "\"");
      }
      if (items.put(matcher.group(1), matcher.group(2)) != null) {
        throw new TestSyntaxException(
            line, "duplicate key \"" + matcher.group(1) + "\" in histogram");
      }
    }
    if (!text.substring(end).isBlank()) {
      throw new TestSyntaxException(line, "no description of a histogram: " + text);
    }
  }

  private FloatHistogram build() {
    try {
      return new FloatHistogram(
          (int) number("schema"),
          number("z_bucket_w"),
          number("z_bucket"),
          number("count"),
          number("sum"),
          BucketCounts.dense((int) number("offset"), numbers("buckets")),
          BucketCounts.dense((int) number("n_offset"), numbers("n_buckets")),
          numbers("custom_values"),
          hint());
    } catch (NumberFormatException e) {
      throw new TestSyntaxException(line, String.valueOf(e.getMessage()));
    }
  }

  private double number(String key) {
    String text = items.get(key);
    return text == null ? 0 : Numbers.parse(text);
  }

  private double[] numbers(String key) {
    String text = items.getOrDefault(key, "[]");
    String inner = text.startsWith("[") ? text.substring(1, text.length() - 1).strip() : text;
    return inner.isEmpty()
        ? new double[0]
        : Arrays.stream(inner.split("\\s+")).mapToDouble(Numbers::parse).toArray();
  }

  private CounterResetHint hint() {
    String text = items.get("counter_reset_hint");
    for (CounterResetHint hint : CounterResetHint.values()) {
      if (text == null || hint.text().equals(text)) {
        return hint;
      }
    }
    throw new TestSyntaxException(line, "unknown counter reset hint: " + text);
  }
}
