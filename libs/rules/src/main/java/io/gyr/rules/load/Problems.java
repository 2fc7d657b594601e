package io.gyr.rules.load;

import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Context;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.yaml.PlacedText.Place;
import io.gyr.rules.yaml.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong, up to a bound: a file with more problems has one. Not safe for several
 * threads.
 */
final class Problems {

  private static final int MAX_ERRORS = 200;
  private static final int MAX_WARNINGS = 400;

  private final List<LoadProblem> all = new ArrayList<>();
  private int errors;
  private int warnings;

  void error(Code code, Place place, @Nullable Subject subject, String message) {
    add(Severity.ERROR, code, place, subject, List.of(), message, null);
  }

  void warning(Code code, Place place, @Nullable Subject subject, String message) {
    add(Severity.WARNING, code, place, subject, List.of(), message, null);
  }

  /**
   * Adds a problem.
   *
   * @param parts what stands at the place within the subject, as Falco calls it, outermost first
   */
  void add(
      Severity severity,
      Code code,
      Place place,
      @Nullable Subject subject,
      List<String> parts,
      String message,
      @Nullable String suggestion) {
    boolean isError = severity == Severity.ERROR;
    if (isError ? errors++ < MAX_ERRORS : warnings++ < MAX_WARNINGS) {
      all.add(
          new LoadProblem(
              severity,
              code,
              place.source().locate(place.offset()),
              subject == null ? null : subject.title(),
              message,
              suggestion,
              place.source().excerpt(place.offset()),
              context(place, subject, parts)));
    }
  }

  private static List<Context> context(Place place, @Nullable Subject subject, List<String> parts) {
    List<Context> context = new ArrayList<>();
    context.add(context("rules content", "", new Place(place.source(), 0)));
    if (subject == null && parts.isEmpty()) {
      context.add(context("rules content item", "", place));
    }
    if (subject != null) {
      context.add(context(subject.kind(), subject.name(), subject.place()));
    }
    for (String part : parts) {
      context.add(context(part, "", place));
    }
    return List.copyOf(context);
  }

  private static Context context(String type, String name, Place place) {
    SourceText source = place.source();
    return new Context(type, name, source.locate(place.offset()), place.offset());
  }

  boolean hasErrors() {
    return errors > 0;
  }

  /** Whether so much is wrong that looking further helps nobody. */
  boolean isFull() {
    return errors >= MAX_ERRORS;
  }

  List<LoadProblem> all() {
    return all;
  }
}
