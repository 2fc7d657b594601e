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
 *   unary    = { "not" } ( "(" or ")" | check )
 *   check    = macro | operand operator
 *   operator = "exists"
 *            | ( "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) ( number | other )
 *            | ( "=" | "contains" | ... ) ( value | other | modifier list )
 *            | ( "in" | "intersects" | "pmatch" ) ( list | name | other )
 *   operand  = transformer "(" operand ")" | field [ "[" argument "]" ]
 *   other    = "val" "(" field ")" | transformer "(" operand ")"
 *   modifier = "oneof" | "anyof" | "allof"
 *   list     = "(" [ value { "," value } ] ")"
 * </pre>
 */
public final class ConditionParser {

  /** How deep parentheses and transformers may nest: beyond any rule, within any stack. */
  public static final int MAX_DEPTH = 500;

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

  /**
   * Reads the elements of a list as they would stand in its parentheses.
   *
   * @throws ConditionException naming the first place where the text is none
   */
  public static List<Value> parseElements(String text) throws ConditionException {
    ConditionParser parser = new ConditionParser(text);
    List<Value> values = parser.elements();
    if (!parser.cursor.atEnd()) {
      throw parser.expected("',' or the end of the element");
    }
    return values;
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
    boolean negated = false;
    while (cursor.takeWord("not")) {
      negated = !negated;
    }
    Condition condition = cursor.take('(') ? parenthesized() : check();
    return negated ? new Not(condition, position) : condition;
  }

  private Condition parenthesized() throws ConditionException {
    int position = cursor.position();
    if (++depth > MAX_DEPTH) {
      throw new ConditionException(
          position, "nested deeper than " + MAX_DEPTH + " parentheses", null);
    }
    Condition condition = or();
    if (!cursor.take(')')) {
      throw expected("')' or 'and' or 'or'");
    }
    depth--;
    return condition;
  }

  private Condition check() throws ConditionException {
    int position = cursor.position();
    FieldReference field = operand(new ArrayList<>());
    int operatorPosition = cursor.position();
    String sign = cursor.takeOperator();
    Operator operator = Operator.of(sign);
    if (operator == null) {
      boolean sure = !sign.isEmpty() && !Character.isLetter(sign.charAt(0));
      if (!sure && isMacro(field)) {
        cursor.back(operatorPosition);
        return new MacroReference(field.name(), position);
      }
      throw unknownOperator(field, sign, operatorPosition);
    }
    if (operator == Operator.EXISTS) {
      return new Exists(field, position);
    }
    if (operator.takesList()) {
      return withList(field, operator, position);
    }
    if (operator.isOrdering()) {
      FieldReference other = other();
      return other == null
          ? comparison(field, operator, cursor.takeNumber(), position)
          : new FieldComparison(field, operator, other, position);
    }
    if (!operator.isSign() && !cursor.touchesBlank()) {
      throw new ConditionException(
          cursor.position(), "expected a space after '" + operator.text() + "'", null);
    }
    return withValue(field, operator, position);
  }

  private Condition withValue(FieldReference field, Operator operator, int position)
      throws ConditionException {
    Modifier modifier = modifier();
    if (modifier != null) {
      return new Comparison(field, operator, modifier, list(modifier.text()), position);
    }
    FieldReference other = other();
    return other == null
        ? comparison(field, operator, cursor.takeValue(), position)
        : new FieldComparison(field, operator, other, position);
  }

  private Condition withList(FieldReference field, Operator operator, int position)
      throws ConditionException {
    FieldReference other = other();
    if (other != null) {
      return new FieldComparison(field, operator, other, position);
    }
    int start = cursor.position();
    String name = cursor.takeName();
    if (!name.isEmpty() && name.indexOf('.') < 0) {
      return comparison(field, operator, new Value(name, false, start), position);
    }
    cursor.back(start);
    return new Comparison(field, operator, null, list(operator.text()), position);
  }

  private static Comparison comparison(
      FieldReference field, Operator operator, Value value, int position) {
    return new Comparison(field, operator, null, List.of(value), position);
  }

  private static boolean isMacro(FieldReference field) {
    return field.transformers().isEmpty()
        && field.argument() == null
        && field.name().indexOf('.') < 0;
  }

  private ConditionException unknownOperator(FieldReference field, String sign, int position) {
    cursor.back(position);
    return sign.isEmpty() || sign.equals("and") || sign.equals("or")
        ? expected("an operator after '" + field.name() + "'")
        : new ConditionException(
            position, "unknown operator '" + sign + "'", Operator.nearest(sign));
  }

  /** A modifier is one only before a list: alone it is a value like any other. */
  private @Nullable Modifier modifier() {
    int position = cursor.position();
    Modifier modifier = Modifier.of(cursor.takeName());
    if (modifier != null && cursor.isNext('(')) {
      return modifier;
    }
    cursor.back(position);
    return null;
  }

  /** The field to the right of an operator: known by the transformer that it has to stand in. */
  private @Nullable FieldReference other() throws ConditionException {
    int position = cursor.position();
    Transformer transformer = Transformer.of(cursor.takeName());
    if (transformer == null || !cursor.touches('(')) {
      cursor.back(position);
      return null;
    }
    cursor.take('(');
    List<Transformer> around = new ArrayList<>(List.of(transformer));
    FieldReference field = transformer == Transformer.VAL ? field(around) : operand(around);
    close(transformer);
    return field;
  }

  private FieldReference operand(List<Transformer> around) throws ConditionException {
    int position = cursor.position();
    String name = cursor.takeName();
    if (!name.isEmpty() && cursor.touches('(')) {
      Transformer transformer = Transformer.of(name);
      if (transformer == null || transformer == Transformer.VAL) {
        throw new ConditionException(
            position,
            transformer == null
                ? "unknown transformer '" + name + "'"
                : "val() stands only around a field to the right of an operator",
            transformer == null ? Transformer.nearest(name) : null);
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
    cursor.back(position);
    return field(around);
  }

  private FieldReference field(List<Transformer> around) throws ConditionException {
    int position = cursor.position();
    String name = cursor.takeName();
    if (name.isEmpty() || name.equals("and") || name.equals("or") || name.equals("not")) {
      throw new ConditionException(
          position,
          "expected a field or a macro, found "
              + (name.isEmpty() ? cursor.found() : "'" + name + "'"),
          null);
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

  private List<Value> list(String before) throws ConditionException {
    if (!cursor.take('(')) {
      throw expected("'(' after '" + before + "'");
    }
    if (cursor.take(')')) {
      return List.of();
    }
    List<Value> values = elements();
    if (!cursor.take(')')) {
      throw expected("',' or ')' in the list");
    }
    return values;
  }

  private List<Value> elements() throws ConditionException {
    List<Value> values = new ArrayList<>();
    do {
      values.add(cursor.takeValue());
    } while (cursor.take(','));
    return List.copyOf(values);
  }

  private ConditionException expected(String what) {
    return new ConditionException(
        cursor.position(), "expected " + what + ", found " + cursor.found(), null);
  }
}
