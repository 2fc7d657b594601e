package io.gyr.rules.condition;

import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.Condition.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a condition into its syntax tree, by recursive descent:
 *
 * <pre>
 *   or       = and { "or" and }
 *   and      = unary { "and" unary }
 *   unary    = "not" unary | "(" or ")" | check
 *   check    = operand [ operator ( value | list | operand ) ]
 *   operand  = transformer "(" operand ")" | name [ "[" argument "]" ]
 *   list     = "(" [ value { "," value } ] ")"
 * </pre>
 *
 * A name without an operator is a macro.
 */
public final class ConditionParser {

  /** How deep parentheses and negations may nest: beyond any rule, within any stack. */
  public static final int MAX_DEPTH = 1000;

  private final Cursor cursor;
  private int depth;

  private ConditionParser(String text) {
    cursor = new Cursor(text);
  }

  /**
   * Reads a condition.
   *
   * @throws ConditionException naming the first place where the text is no condition
   */
  public static Condition parse(String text) throws ConditionException {
    ConditionParser parser = new ConditionParser(text);
    Condition condition = parser.or();
    if (!parser.cursor.atEnd()) {
      throw parser.expected("'and', 'or' or the end of the condition");
    }
    return condition;
  }

  /**
   * Reads a field alone, with its argument and transformers.
   *
   * @throws ConditionException when the text is anything else
   */
  public static FieldReference parseField(String text) throws ConditionException {
    ConditionParser parser = new ConditionParser(text);
    FieldReference field = parser.operand(new ArrayList<>());
    if (!parser.cursor.atEnd()) {
      throw parser.expected("nothing after the field");
    }
    return field;
  }

  private Condition or() throws ConditionException {
    int position = cursor.position();
    Condition first = and();
    List<Condition> operands = new ArrayList<>(List.of(first));
    while (cursor.takeWord("or")) {
      operands.add(and());
    }
    return operands.size() == 1 ? first : new Or(List.copyOf(operands), position);
  }

  private Condition and() throws ConditionException {
    int position = cursor.position();
    Condition first = unary();
    List<Condition> operands = new ArrayList<>(List.of(first));
    while (cursor.takeWord("and")) {
      operands.add(unary());
    }
    return operands.size() == 1 ? first : new And(List.copyOf(operands), position);
  }

  private Condition unary() throws ConditionException {
    int position = cursor.position();
    boolean negated = cursor.takeWord("not");
    if (!negated && !cursor.take('(')) {
      return check();
    }
    if (++depth > MAX_DEPTH) {
      throw new ConditionException(
          position, "nested deeper than " + MAX_DEPTH + " parentheses and negations", null);
    }
    Condition condition;
    if (negated) {
      condition = new Not(unary(), position);
    } else {
      condition = or();
      if (!cursor.take(')')) {
        throw expected("')' for the '(' at offset " + position);
      }
    }
    depth--;
    return condition;
  }

  private Condition check() throws ConditionException {
    int position = cursor.position();
    FieldReference field = operand(new ArrayList<>());
    boolean bareName = field.transformers().isEmpty() && field.argument() == null;
    int operatorPosition = cursor.position();
    String sign = cursor.takeOperator();
    if (sign.isEmpty()) {
      if (bareName && field.name().indexOf('.') < 0) {
        return new MacroReference(field.name(), position);
      }
      throw expected("an operator after '" + field.name() + "'");
    }
    Operator operator = Operator.of(sign);
    if (operator == null) {
      throw new ConditionException(operatorPosition, "unknown operator '" + sign + "'", null);
    }
    if (operator == Operator.EXISTS) {
      return new Exists(field, position);
    }
    if (operator.takesList()) {
      return new Comparison(field, operator, list(operator), position);
    }
    Value value = cursor.takeValue();
    FieldReference other = value.quoted() ? null : transformed(value);
    return other == null
        ? new Comparison(field, operator, List.of(value), position)
        : new FieldComparison(field, operator, other, position);
  }

  /** The field to the right of an operator: known by the transformer that it has to stand in. */
  private @Nullable FieldReference transformed(Value value) throws ConditionException {
    Transformer transformer = Transformer.of(value.text());
    if (transformer == null || !cursor.touches('(')) {
      return null;
    }
    cursor.take('(');
    FieldReference field = operand(new ArrayList<>(List.of(transformer)));
    close(transformer);
    return field;
  }

  private FieldReference operand(List<Transformer> around) throws ConditionException {
    int position = cursor.position();
    String name = cursor.takeName();
    if (name.isEmpty() || name.equals("and") || name.equals("or") || name.equals("not")) {
      throw new ConditionException(
          position,
          "expected a field or a macro, found "
              + (name.isEmpty() ? cursor.found() : "'" + name + "'"),
          null);
    }
    if (cursor.touches('(')) {
      Transformer transformer = Transformer.of(name);
      if (transformer == null) {
        throw new ConditionException(position, "unknown transformer '" + name + "'", null);
      }
      if (around.size() == MAX_DEPTH) {
        throw new ConditionException(position, "too many transformers", null);
      }
      cursor.take('(');
      around.add(transformer);
      FieldReference field = operand(around);
      close(transformer);
      return field;
    }
    String argument = null;
    if (cursor.touches('[')) {
      cursor.take('[');
      argument = cursor.takeArgument();
    }
    return new FieldReference(List.copyOf(around), name, argument, position);
  }

  private void close(Transformer transformer) throws ConditionException {
    if (!cursor.take(')')) {
      throw expected("')' after the operand of " + transformer.text());
    }
  }

  private List<Value> list(Operator operator) throws ConditionException {
    if (!cursor.take('(')) {
      throw expected("'(' after '" + operator.text() + "'");
    }
    List<Value> values = new ArrayList<>();
    if (cursor.take(')')) {
      return values;
    }
    do {
      values.add(cursor.takeValue());
    } while (cursor.take(','));
    if (!cursor.take(')')) {
      throw expected("',' or ')' in the list");
    }
    return List.copyOf(values);
  }

  private ConditionException expected(String what) {
    return new ConditionException(
        cursor.position(), "expected " + what + ", found " + cursor.found(), null);
  }
}
