package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.condition.Operator;
import io.gyr.rules.field.FieldException;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.yaml.PlacedText;
import java.util.List;
import java.util.Set;

/**
 * Warns of comparisons that load and are probably not what was meant. As in falcosecurity/falco,
 * userspace/engine/filter_warning_resolver.cpp, and falcosecurity/libs,
 * userspace/libsinsp/filter.cpp.
 */
final class ConditionWarnings {

  /** Fields that are always the same since system calls have only one event, at their exit. */
  private static final Set<String> DEPRECATED =
      Set.of(
          "evt.dir",
          "evt.latency",
          "evt.latency.s",
          "evt.latency.ns",
          "evt.latency.human",
          "evt.wait_latency");

  private static final String SPECIAL = ".+*?^$()[]{}|\\";

  private final Problems problems;

  ConditionWarnings(Problems problems) {
    this.problems = problems;
  }

  /** Looks at the comparisons of a condition. */
  void check(List<Comparison> comparisons, FieldTable fields, PlacedText text, Subject subject) {
    for (Comparison comparison : comparisons) {
      String field = comparison.field().name();
      int position = comparison.position();
      if (DEPRECATED.contains(field)) {
        warn(
            Code.LOAD_DEPRECATED_ITEM,
            text,
            position,
            subject,
            "usage of deprecated field '" + field + "' has been detected in the condition");
      }
      if (!takesWhole(comparison.operator()) && isWhole(comparison.field(), fields)) {
        warn(
            Code.LOAD_COMPILE_CONDITION,
            text,
            position,
            subject,
            "'"
                + comparison.operator().text()
                + "' is asked of the single values of the list '"
                + field
                + "'; Falco takes only 'exists', 'in' and 'intersects' here");
      }
      for (Value value : comparison.values()) {
        check(comparison, value, fields, text, subject);
      }
    }
  }

  /** Looks at the fields of an output. */
  void checkOutput(PlacedText output, Subject subject) {
    for (String field : DEPRECATED) {
      int position = output.text().indexOf("%" + field);
      int end = position + 1 + field.length();
      if (position >= 0 && !output.text().startsWith(".", end)) {
        problems.add(
            Severity.WARNING,
            Code.LOAD_DEPRECATED_ITEM,
            output.place(position),
            subject,
            List.of("rule output"),
            "usage of deprecated field '" + field + "' has been detected in the rule output",
            null);
      }
    }
  }

  private void check(
      Comparison comparison, Value value, FieldTable fields, PlacedText text, Subject subject) {
    String field = comparison.field().name();
    if (value.text().equals("<NA>")
        && (field.startsWith("ka.") || field.startsWith("jevt."))
        && isEquality(comparison.operator())) {
      warn(
          Code.LOAD_UNSAFE_NA_CHECK,
          text,
          value.position(),
          subject,
          "comparing with <NA> is unsafe; ask with 'exists' whether there is a value");
    }
    if (comparison.operator() == Operator.REGEX && isPlain(value.text())) {
      warn(
          Code.LOAD_COMPILE_CONDITION,
          text,
          value.position(),
          subject,
          "regex check with '"
              + value.text()
              + "' may be optimized with simpler operators such as '=', 'contains', 'startswith',"
              + " 'endswith'");
    }
    if (isField(value.text(), fields)) {
      warn(
          Code.LOAD_COMPILE_CONDITION,
          text,
          value.position(),
          subject,
          "'" + value.text() + "' may be a valid field misused as a const string value");
    }
  }

  private static boolean takesWhole(Operator operator) {
    return operator == Operator.IN || operator == Operator.INTERSECTS;
  }

  private static boolean isWhole(FieldReference field, FieldTable fields) {
    try {
      return fields.bind(field.name(), field.argument()).isWhole();
    } catch (FieldException saidElsewhere) {
      return false;
    }
  }

  private static boolean isEquality(Operator operator) {
    return operator == Operator.EQUAL || operator == Operator.NOT_EQUAL || operator.takesList();
  }

  /** Whether an expression says nothing but where a text begins or ends, or what is in it. */
  private static boolean isPlain(String expression) {
    String inner = expression.replaceAll("^\\^|\\$$", "");
    inner = inner.replaceAll("^\\.[+*?]|\\.[+*?]$", "");
    return inner.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  private static boolean isField(String value, FieldTable fields) {
    if (value.indexOf('.') < 0 || value.length() > 100) {
      return false;
    }
    try {
      return fields.knows(ConditionParser.parseField(value).name());
    } catch (ConditionException notEvenLikeAField) {
      return false;
    }
  }

  private void warn(Code code, PlacedText text, int position, Subject subject, String message) {
    problems.add(
        Severity.WARNING,
        code,
        text.place(position),
        subject,
        List.of(subject.kind() + " condition", "condition expression"),
        message,
        null);
  }
}
