package io.gyr.promql.template;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions that templates may use. */
enum Function {
  HUMANIZE("humanize", 1, 1),
  HUMANIZE_1024("humanize1024", 1, 1),
  HUMANIZE_DURATION("humanizeDuration", 1, 1),
  HUMANIZE_PERCENTAGE("humanizePercentage", 1, 1),
  HUMANIZE_TIMESTAMP("humanizeTimestamp", 1, 1),
  INDEX("index", 2, 2),
  PRINTF("printf", 1, 32),
  STRIP_DOMAIN("stripDomain", 1, 1),
  STRIP_PORT("stripPort", 1, 1),
  TITLE("title", 1, 1),
  TO_LOWER("toLower", 1, 1),
  TO_UPPER("toUpper", 1, 1);

  /** What Prometheus's templates have beyond these, so that a message can tell it from a typo. */
  private static final Set<String> NOT_HERE =
      Set.of(
          "and",
          "args",
          "block",
          "break",
          "call",
          "continue",
          "define",
          "else",
          "end",
          "eq",
          "externalURL",
          "first",
          "ge",
          "graphLink",
          "gt",
          "html",
          "if",
          "js",
          "label",
          "le",
          "len",
          "lt",
          "match",
          "ne",
          "not",
          "now",
          "or",
          "parseDuration",
          "pathPrefix",
          "print",
          "println",
          "query",
          "range",
          "reReplaceAll",
          "safeHtml",
          "slice",
          "sortByLabel",
          "strvalue",
          "tableLink",
          "template",
          "tmpl",
          "toDuration",
          "toTime",
          "urlQueryEscape",
          "urlquery",
          "value",
          "with");

  private static final Map<String, Function> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(f -> f.text, f -> f));

  private final String text;
  private final int least;
  private final int most;

  Function(String text, int least, int most) {
    this.text = text;
    this.least = least;
    this.most = most;
  }

  /** The function called {@code name}, null if there is none. */
  static @Nullable Function named(String name) {
    return BY_NAME.get(name);
  }

  /** Whether Prometheus knows the word, and Gyr does not. */
  static boolean isOnlyInPrometheus(String word) {
    return NOT_HERE.contains(word);
  }

  /** What is wrong with that many arguments, null if nothing is. */
  @Nullable String problemWith(int arguments) {
    if (arguments >= least && arguments <= most) {
      return null;
    }
    String wanted = least == most ? "want " + least : "want at least " + least;
    return "wrong number of args for " + text + ": " + wanted + " got " + arguments;
  }

  /**
   * Its value.
   *
   * @throws TemplateException if an argument does not fit
   */
  Object call(List<Object> arguments) {
    Object first = arguments.get(0);
    return switch (this) {
      case HUMANIZE -> Humanized.decimal(number(first));
      case HUMANIZE_1024 -> Humanized.binary(number(first));
      case HUMANIZE_DURATION -> Humanized.duration(number(first));
      case HUMANIZE_PERCENTAGE -> GoFormat.general(number(first) * 100, 4) + "%";
      case HUMANIZE_TIMESTAMP -> Humanized.timestamp(number(first));
      case INDEX -> index(first, arguments.get(1));
      case PRINTF -> Printf.of(string(first), arguments.subList(1, arguments.size()));
      case STRIP_DOMAIN -> HostPort.withoutDomain(string(first));
      case STRIP_PORT -> HostPort.withoutPort(string(first));
      case TITLE -> title(string(first));
      case TO_LOWER -> string(first).toLowerCase(Locale.ROOT);
      case TO_UPPER -> string(first).toUpperCase(Locale.ROOT);
    };
  }

  private String string(Object value) {
    if (value instanceof String string) {
      return string;
    }
    throw new TemplateException(
        "error calling " + text + ": expected string; found " + GoFormat.type(value));
  }

  private double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return Numbers.parse(string(value));
    } catch (NumberFormatException e) {
      throw new TemplateException("error calling " + text + ": " + e.getMessage());
    }
  }

  private static Object index(Object labels, Object name) {
    if (labels instanceof Labels all && name instanceof String label) {
      return all.get(label);
    }
    throw new TemplateException("error calling index: give labels and the name of one");
  }

  /** Words begin with a large letter. */
  private static String title(String string) {
    StringBuilder titled = new StringBuilder(string.length());
    boolean inside = false;
    for (int i = 0; i < string.length(); ) {
      int c = string.codePointAt(i);
      titled.appendCodePoint(inside ? c : Character.toTitleCase(c));
      inside = Character.isLetterOrDigit(c) || c == '_' || c == '\'';
      i += Character.charCount(c);
    }
    return titled.toString();
  }
}
