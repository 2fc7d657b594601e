package io.gyr.promql.testlanguage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression and expects something.
 *
 * @param line number of its line
 * @param expr the expression
 * @param range the steps, or null for an instant query
 * @param timeMs time of an instant query
 * @param expected what is expected
 */
record Evaluation(int line, String expr, @Nullable Range range, long timeMs, Expected expected)
    implements Command {

  /** Steps. */
  record Range(long startMs, long endMs, long stepMs) {}

  /** How a message is to look like; everything null for any. */
  record Message(@Nullable String text, java.util.regex.@Nullable Pattern pattern) {
    static final Message ANY = new Message(null, null);

    boolean matches(String message) {
      return text != null
          ? text.equals(message)
          : pattern == null || pattern.matcher(message).find();
    }

    @Override
    public String toString() {
      return text != null ? text : String.valueOf(pattern);
    }
  }

  /**
   * What is expected.
   *
   * @param fails messages of a failure; none if it should not fail
   * @param warnings messages of warnings; none if they do not matter
   * @param infos messages of infos; none if they do not matter
   * @param noWarnings whether there must be none
   * @param noInfos whether there must be none
   * @param ordered whether the order of the series matters
   * @param scalar value of a scalar, if that is expected
   * @param string value of a string, if that is expected
   * @param matrix times of a range vector, if that is expected of an instant query
   * @param series expected series
   */
  record Expected(
      List<Message> fails,
      List<Message> warnings,
      List<Message> infos,
      boolean noWarnings,
      boolean noInfos,
      boolean ordered,
      @Nullable Double scalar,
      @Nullable String string,
      @Nullable Range matrix,
      List<SeriesLine> series) {

    boolean shouldFail() {
      return !fails.isEmpty();
    }
  }
}
