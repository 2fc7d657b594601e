package io.gyr.rules.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition, as it is written, held against one event. Immutable.
 *
 * @param kind what stands here
 * @param text the test as written, the name of the macro, or {@code and}, {@code or}, {@code not}
 * @param answer what came of it
 * @param values what the event had for the fields of a test; empty where nothing was asked
 * @param parts the operands, or the condition of the macro; empty for a test, and for a macro that
 *     was not asked for
 */
public record Explanation(
    Kind kind, String text, Answer answer, List<Seen> values, List<Explanation> parts) {

  /** The kinds of part. */
  public enum Kind {
    AND,
    OR,
    NOT,
    /** A name that stands for a condition, its only part. */
    MACRO,
    /** A question to the event. */
    TEST
  }

  /** What can come of a part. */
  public enum Answer {
    TRUE,
    FALSE,
    /** What was asked before it had decided. */
    NOT_EVALUATED;

    /** TRUE or FALSE. */
    public static Answer of(boolean answer) {
      return answer ? TRUE : FALSE;
    }
  }

  /**
   * The value of a field.
   *
   * @param field as a rule would write it
   * @param value its text, at most {@value #MAX_VALUE_CHARACTERS} characters of it; null when the
   *     event has none
   */
  public record Seen(String field, @Nullable String value) {}

  /**
   * A test that the answer rests on.
   *
   * @param condition the test, with {@code not} before it where it was its being false that counted
   * @param values what the event had for its fields
   */
  public record Reason(String condition, List<Seen> values) {}

  /** Longer values are cut; the whole ones are in the event. */
  public static final int MAX_VALUE_CHARACTERS = 1024;

  /** A plain copy of the lists. */
  public Explanation {
    values = List.copyOf(values);
    parts = List.copyOf(parts);
  }

  /**
   * The tests that the answer rests on, in the order of the condition: each operand of an and that
   * is true, the first of an or that made it true, and the other way round below a not.
   */
  public List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    collect(answer == Answer.TRUE, reasons);
    return reasons;
  }

  private void collect(boolean wanted, List<Reason> reasons) {
    if (answer != Answer.of(wanted)) {
      return;
    }
    switch (kind) {
      case TEST -> reasons.add(reason(wanted));
      case NOT -> parts.get(0).collect(!wanted, reasons);
      case MACRO -> {
        if (parts.isEmpty()) {
          reasons.add(reason(wanted));
        } else {
          parts.get(0).collect(wanted, reasons);
        }
      }
      case AND, OR -> {
        boolean all = wanted == (kind == Kind.AND);
        for (Explanation part : parts) {
          if (part.answer == answer) {
            part.collect(wanted, reasons);
            if (!all) {
              return;
            }
          }
        }
      }
    }
  }

  private Reason reason(boolean wanted) {
    return new Reason(wanted ? text : "not " + text, values);
  }
}
