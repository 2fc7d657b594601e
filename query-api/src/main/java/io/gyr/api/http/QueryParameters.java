package io.gyr.api.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query of one request: every parameter is known, short and of the right type, or a 400. */
public final class QueryParameters {
  private static final int MAX_LIST = 64;

  private final Context context;

  /**
   * Takes the query of {@code context}.
   *
   * @param known every parameter that the route has
   * @throws ApiError 400 if there is another one, so that a misspelt filter is not ignored
   */
  public QueryParameters(Context context, Set<String> known) {
    this.context = context;
    for (String name : context.queryParamMap().keySet()) {
      if (!known.contains(name)) {
        throw ApiError.badRequest(
            "Unknown parameter " + name,
            "This route has " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  /** The value of {@code name}, stripped; null if it is not given or blank. */
  public @Nullable String text(String name, int maxChars) {
    String value = context.queryParam(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > maxChars) {
      throw ApiError.badRequest(name + " is too long", "At most " + maxChars + " characters");
    }
    return value.strip();
  }

  /** All values of {@code name}, given repeatedly or separated by commas; empty if none. */
  public List<String> list(String name) {
    List<String> values =
        context.queryParams(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    if (values.size() > MAX_LIST) {
      throw ApiError.badRequest(name + " has too many values", "At most " + MAX_LIST);
    }
    return values;
  }

  /** A whole number from {@code min} to {@code max}; {@code absent} if it is not given. */
  public int number(String name, int min, int max, int absent) {
    String value = text(name, 20);
    if (value == null) {
      return absent;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message that a caller needs.
    }
    throw ApiError.badRequest(
        name + " is '" + value + "'", "Give a whole number from " + min + " to " + max);
  }
}
