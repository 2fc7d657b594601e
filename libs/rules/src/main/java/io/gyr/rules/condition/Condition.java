package io.gyr.rules.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax tree of a condition. Positions are offsets into the condition's text. Immutable. */
public sealed interface Condition {

  /** Where it begins. */
  int position();

  /** True when all operands are; at least two of them. */
  record And(List<Condition> operands, int position) implements Condition {}

  /** True when any operand is; at least two of them. */
  record Or(List<Condition> operands, int position) implements Condition {}

  /** True when the operand is not. */
  record Not(Condition operand, int position) implements Condition {}

  /** True when the event has a value for the field. */
  record Exists(FieldReference field, int position) implements Condition {}

  /**
   * Compares a field with constants: one of them, or with a modifier or for an operator over lists
   * any number.
   */
  record Comparison(
      FieldReference field,
      Operator operator,
      @Nullable Modifier modifier,
      List<Value> values,
      int position)
      implements Condition {}

  /** Compares a field with another field. */
  record FieldComparison(
      FieldReference field, Operator operator, FieldReference other, int position)
      implements Condition {}

  /** True when the condition of the named macro is. */
  record MacroReference(String name, int position) implements Condition {}

  /**
   * A constant as written.
   *
   * @param text without its quotes and escapes
   * @param quoted whether it stood in quotes; what stands without may be the name of a list
   */
  record Value(String text, boolean quoted, int position) {}
}
