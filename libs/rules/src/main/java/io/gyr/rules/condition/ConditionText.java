package io.gyr.rules.condition;

import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.Condition.Value;
import java.util.List;

/** Writes single tests as a condition has them. */
public final class ConditionText {

  /** Of longer lists only the beginning is shown. */
  private static final int MAX_VALUES = 16;

  private ConditionText() {}

  /** The text of a test or of a macro's name; of anything else only what it is. */
  public static String of(Condition condition) {
    if (condition instanceof Exists exists) {
      return of(exists.field()) + " exists";
    }
    if (condition instanceof Comparison comparison) {
      List<Value> values = comparison.values();
      return of(comparison.field())
          + " "
          + comparison.operator().text()
          + " "
          + (comparison.operator().takesList() ? "(" + list(values) + ")" : of(values.get(0)));
    }
    if (condition instanceof FieldComparison comparison) {
      return of(comparison.field())
          + " "
          + comparison.operator().text()
          + " "
          + of(comparison.other());
    }
    if (condition instanceof MacroReference reference) {
      return reference.name();
    }
    return condition instanceof Condition.And
        ? "and"
        : condition instanceof Condition.Or ? "or" : "not";
  }

  /** A field with its argument and transformers. */
  public static String of(FieldReference field) {
    StringBuilder text = new StringBuilder();
    field.transformers().forEach(transformer -> text.append(transformer.text()).append('('));
    text.append(field.name());
    if (field.argument() != null) {
      text.append('[').append(field.argument()).append(']');
    }
    return text.append(")".repeat(field.transformers().size())).toString();
  }

  private static String list(List<Value> values) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(values.size(), MAX_VALUES);
    for (Value value : values.subList(0, shown)) {
      text.append(text.isEmpty() ? "" : ", ").append(of(value));
    }
    if (shown < values.size()) {
      text.append(", and ").append(values.size() - shown).append(" more");
    }
    return text.toString();
  }

  private static String of(Value value) {
    return value.quoted()
        ? '"' + value.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : value.text();
  }
}
