package io.gyr.rules.program;

import io.gyr.rules.Event;
import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.condition.Operator;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.ValueText;
import io.gyr.rules.field.syscall.SyscallSource;
import java.util.List;

/**
 * What a condition means, said as plainly as can be: walks the syntax tree and compares values as
 * objects. The yardstick for the compiled form, with which it shares nothing below the fields.
 */
final class Interpreter {

  private Interpreter() {}

  static boolean holds(Condition condition, Event event) throws ConditionException {
    if (condition instanceof And and) {
      boolean all = true;
      for (Condition operand : and.operands()) {
        all &= holds(operand, event);
      }
      return all;
    }
    if (condition instanceof Or or) {
      boolean any = false;
      for (Condition operand : or.operands()) {
        any |= holds(operand, event);
      }
      return any;
    }
    if (condition instanceof Not not) {
      return !holds(not.operand(), event);
    }
    if (condition instanceof Exists exists) {
      return value(exists.field(), event) != null;
    }
    if (condition instanceof FieldComparison comparison) {
      Object left = value(comparison.field(), event);
      Object right = value(comparison.other(), event);
      return left != null
          && right != null
          && compare(left, comparison.operator(), right.toString());
    }
    return holds((Comparison) condition, event);
  }

  private static boolean holds(Comparison comparison, Event event) throws ConditionException {
    Object value = value(comparison.field(), event);
    if (value == null) {
      return false;
    }
    if (!(value instanceof List<?> values)) {
      return holds(value, comparison);
    }
    FieldType type = bound(comparison.field()).type();
    boolean every =
        comparison.operator() == Operator.NOT_EQUAL
            && (type == FieldType.PORT || type == FieldType.ADDRESS);
    return every
        ? values.stream().allMatch(element -> holds(element, comparison))
        : values.stream().anyMatch(element -> holds(element, comparison));
  }

  private static boolean holds(Object value, Comparison comparison) {
    for (Value constant : comparison.values()) {
      if (compare(value, comparison.operator(), constant.text())) {
        return true;
      }
    }
    return false;
  }

  private static boolean compare(Object value, Operator operator, String constant) {
    String text = value.toString();
    int order =
        value instanceof Long number
            ? Long.compare(number, Long.parseLong(constant))
            : Integer.signum(text.compareTo(constant));
    return switch (operator) {
      case EQUAL, IN, INTERSECTS -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case CONTAINS -> text.contains(constant);
      case ICONTAINS -> text.toLowerCase().contains(constant.toLowerCase());
      case STARTSWITH -> text.startsWith(constant);
      case ENDSWITH -> text.endsWith(constant);
      case GLOB -> text.matches(expression(constant));
      case IGLOB -> text.toLowerCase().matches(expression(constant.toLowerCase()));
      case REGEX -> text.matches(constant);
      case PMATCH -> text.equals(constant) || text.startsWith(constant + "/");
      case BCONTAINS, BSTARTSWITH, EXISTS -> throw new IllegalArgumentException(operator.text());
    };
  }

  private static String expression(String glob) {
    return glob.replace("?", ".").replace("*", ".*");
  }

  private static Object value(FieldReference field, Event event) throws ConditionException {
    return ValueText.value(bound(field), event);
  }

  private static BoundField bound(FieldReference field) throws ConditionException {
    return FieldBinder.bind(SyscallSource.SOURCE.fields(), field);
  }
}
