package io.gyr.rules.load;

import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.yaml.PlacedText.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong, up to a bound: a file with more problems has one. Not safe for several
 * threads.
 */
final class Problems {

  private static final int MAX = 200;

  private final List<LoadProblem> all = new ArrayList<>();
  private int errors;

  void error(Code code, Place place, @Nullable String item, String message) {
    add(Severity.ERROR, code, place, item, message, null);
  }

  void warning(Code code, Place place, @Nullable String item, String message) {
    add(Severity.WARNING, code, place, item, message, null);
  }

  void add(
      Severity severity,
      Code code,
      Place place,
      @Nullable String item,
      String message,
      @Nullable String suggestion) {
    errors += severity == Severity.ERROR ? 1 : 0;
    if (all.size() < MAX) {
      all.add(
          new LoadProblem(
              severity,
              code,
              place.source().locate(place.offset()),
              item,
              message,
              suggestion,
              place.source().excerpt(place.offset())));
    }
  }

  boolean hasErrors() {
    return errors > 0;
  }

  /** Whether so much is wrong that looking further helps nobody. */
  boolean isFull() {
    return all.size() >= MAX;
  }

  List<LoadProblem> all() {
    return all;
  }
}
