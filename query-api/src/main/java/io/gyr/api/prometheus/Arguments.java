package io.gyr.api.prometheus;

import io.gyr.promql.labels.Matcher;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.text.Durations;
import io.gyr.promql.text.Quoted;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of one request, of its query and of its form, as Prometheus reads them: unknown ones
 * are left alone, empty ones count as missing.
 */
final class Arguments {
  private static final int MOST_SELECTORS = 64;

  /** Times are clamped to what 64 bits of nanoseconds hold, and no sum of two overflows. */
  private static final double LARGEST_SECONDS = 9_223_372_036.0;

  private final Context context;

  Arguments(Context context) {
    this.context = context;
  }

  /** The first value of the form, else of the query; empty if there is none. */
  String text(String name) {
    String value = isForm() ? context.formParam(name) : null;
    if (value == null) {
      value = context.queryParam(name);
    }
    return value == null ? "" : value;
  }

  private boolean isForm() {
    String type = context.contentType();
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  /** A time, milliseconds since 1970; {@code absent} if it is not given. */
  long time(String name, long absent) {
    return text(name).isEmpty() ? absent : time(name);
  }

  /** A time that must be given: seconds or RFC 3339. */
  long time(String name) {
    String text = text(name);
    try {
      double seconds = Double.parseDouble(text);
      if (!Double.isNaN(seconds) && !text.isBlank() && isNumber(text)) {
        double bounded = Math.max(-LARGEST_SECONDS, Math.min(LARGEST_SECONDS, seconds));
        return Math.round(bounded * 1000);
      }
    } catch (NumberFormatException e) {
      // May be the other form.
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw Problem.parameter(name, "cannot parse " + Quoted.of(text) + " to a valid timestamp");
    }
  }

  /** What Java takes for a number and Go does not. */
  private static boolean isNumber(String text) {
    char last = text.charAt(text.length() - 1);
    return (last >= '0' && last <= '9') || last == '.';
  }

  boolean has(String name) {
    return !text(name).isEmpty();
  }

  /** A duration in milliseconds: seconds, or as in PromQL. */
  long duration(String name) {
    String text = text(name);
    try {
      double seconds = Double.parseDouble(text);
      if (isNumber(text)) {
        if (Math.abs(seconds) > LARGEST_SECONDS) {
          throw Problem.parameter(
              name, "cannot parse " + Quoted.of(text) + " to a valid duration. It overflows int64");
        }
        return (long) (seconds * 1000);
      }
    } catch (NumberFormatException e) {
      // May be the other form.
    }
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(name, "cannot parse " + Quoted.of(text) + " to a valid duration");
    }
  }

  /** Most results, zero and nothing being no limit. */
  int limit(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    int limit;
    try {
      limit = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Problem.parameter(
          name, "strconv.Atoi: parsing " + Quoted.of(text) + ": invalid syntax");
    }
    if (limit < 0) {
      throw Problem.parameter(name, "limit must be non-negative");
    }
    return limit == 0 ? Integer.MAX_VALUE : limit;
  }

  /** All values, of the query and of the form. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>(context.queryParams(name));
    if (isForm()) {
      texts.addAll(context.formParams(name));
    }
    return texts;
  }

  /** Most results where zero is none, and nothing or less is no limit. */
  int most(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    try {
      int most = Integer.parseInt(text);
      return most < 0 ? Integer.MAX_VALUE : most;
    } catch (NumberFormatException e) {
      throw Problem.badData(name + " must be a number");
    }
  }

  /** One selector, of whatever labels; empty if it is not given. */
  List<Matcher> selector(String name) {
    return has(name) ? parsed(name, text(name)) : List.of();
  }

  private static List<Matcher> parsed(String name, String selector) {
    try {
      return Parser.parseSelector(selector);
    } catch (ParseException e) {
      throw Problem.parameter(name, String.valueOf(e.getMessage()));
    }
  }

  /** The selectors of {@code match[]}. */
  List<List<Matcher>> selectors() {
    List<String> texts = texts("match[]");
    if (texts.size() > MOST_SELECTORS) {
      throw Problem.parameter(
          "match[]", texts.size() + " selectors, at most " + MOST_SELECTORS + " are allowed");
    }
    List<List<Matcher>> selectors = new ArrayList<>();
    for (String text : texts) {
      List<Matcher> matchers = parsed("match[]", text);
      if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
        throw Problem.parameter("match[]", "match[] must contain at least one non-empty matcher");
      }
      selectors.add(matchers);
    }
    return selectors;
  }
}
