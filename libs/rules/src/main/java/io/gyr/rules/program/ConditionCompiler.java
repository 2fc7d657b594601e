package io.gyr.rules.program;

import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.Operator;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NearestName;
import io.gyr.rules.match.NumberMatcher;
import io.gyr.rules.match.Numbers;
import io.gyr.rules.match.TextMatcher;
import io.gyr.rules.match.Texts;
import io.gyr.rules.program.Leaf.NumberListTest;
import io.gyr.rules.program.Leaf.TextListTest;
import io.gyr.rules.program.Leaf.TypeTest;
import java.util.ArrayList;
import java.util.List;

/** Turns syntax trees into nodes of one graph, and the graph into a program. For one thread. */
public final class ConditionCompiler {

  /**
   * How deep tests may nest once macros are put in, so that every walk over them fits a thread's
   * stack.
   */
  private static final int MAX_DEPTH = 1500;

  /** As Falco counts: a condition that excludes a few types is held against all the others. */
  private static final int MANY_TYPES = 100;

  /** More elements than this in one list is a mistake or an attack: lists can hold lists. */
  private static final int MAX_VALUES = 100_000;

  private final EventSource source;
  private final Slots slots = new Slots();
  private final NodeTable table = new NodeTable();

  /** A compiler for the conditions of one source. */
  public ConditionCompiler(EventSource source) {
    this.source = source;
  }

  /**
   * Compiles one condition.
   *
   * @throws ConditionException naming the first place where it cannot be compiled
   */
  public Node compile(Condition condition, Names names) throws ConditionException {
    Node node = node(condition, names);
    if (node.depth() > MAX_DEPTH) {
      throw new ConditionException(
          condition.position(), "nested deeper than " + MAX_DEPTH + " with its macros", null);
    }
    return node;
  }

  /** Whether a condition can be true for events of too many types, where there are several. */
  public boolean asksForNoType(Node condition) {
    return source.typeField() != null && condition.typesWhenTrue().cardinality() > MANY_TYPES;
  }

  /** The program of the conditions given, which are known in it by their place in the list. */
  public Program program(List<Node> conditions) {
    return new Program(slots.fields(), table, conditions);
  }

  private Node node(Condition condition, Names names) throws ConditionException {
    if (condition instanceof And and) {
      return table.and(nodes(and.operands(), names));
    }
    if (condition instanceof Or or) {
      return table.or(nodes(or.operands(), names));
    }
    if (condition instanceof Not not) {
      return table.not(node(not.operand(), names));
    }
    if (condition instanceof MacroReference reference) {
      return names.macro(reference);
    }
    if (condition instanceof Exists exists) {
      BoundField field = FieldBinder.bind(source.fields(), exists.field());
      return isType(field)
          ? NodeTable.constant(true)
          : field.type().isText()
              ? text(field, new Texts.Any(), false)
              : number(field, new Numbers.Any(), false);
    }
    if (condition instanceof FieldComparison comparison) {
      return pair(comparison);
    }
    return comparison((Comparison) condition, names);
  }

  private List<Node> nodes(List<Condition> conditions, Names names) throws ConditionException {
    List<Node> nodes = new ArrayList<>();
    for (Condition condition : conditions) {
      nodes.add(node(condition, names));
    }
    return nodes;
  }

  private Node comparison(Comparison comparison, Names names) throws ConditionException {
    BoundField field = FieldBinder.bind(source.fields(), comparison.field());
    Operator operator = comparison.operator();
    boolean takesList = operator.takesList() || comparison.modifier() != null;
    List<Value> values = expanded(comparison.values(), names);
    if (values.isEmpty() && takesList) {
      return NodeTable.constant(false);
    }
    if (values.size() != 1 && !takesList) {
      throw new ConditionException(
          comparison.values().get(0).position(),
          "'"
              + operator.text()
              + "' takes one value, and the list '"
              + comparison.values().get(0).text()
              + "' has "
              + values.size(),
          "in (" + comparison.values().get(0).text() + ")");
    }
    boolean each =
        field.isWhole()
            ? operator == Operator.IN || operator == Operator.NOT_EQUAL
            : operator == Operator.NOT_EQUAL
                && (field.type() == FieldType.ADDRESS || field.type() == FieldType.PORT);
    try {
      if (isType(field)) {
        checkTypes(operator, values);
        return type(Constants.text(field, operator, comparison.modifier(), values));
      }
      return field.type().isText()
          ? text(field, Constants.text(field, operator, comparison.modifier(), values), each)
          : number(field, Constants.number(field, operator, comparison.modifier(), values), each);
    } catch (ConditionException e) {
      // Elements of a list have no place in this condition's text: the comparison has.
      throw e.position() == 0 ? e.at(comparison.position()) : e;
    }
  }

  private static List<Value> expanded(List<Value> values, Names names) throws ConditionException {
    List<Value> all = new ArrayList<>();
    for (Value value : values) {
      List<String> list = value.quoted() ? null : names.list(value.text());
      if (list == null) {
        all.add(value);
      } else {
        for (String element : list) {
          all.add(new Value(element, true, value.position()));
        }
      }
      if (all.size() > MAX_VALUES) {
        throw new ConditionException(
            value.position(), "more than " + MAX_VALUES + " elements in a list", null);
      }
    }
    return all;
  }

  private boolean isType(BoundField field) {
    return field.text().equals(source.typeField()) || field.text().equals("syscall.type");
  }

  private static void checkTypes(Operator operator, List<Value> values) throws ConditionException {
    if (operator == Operator.EQUAL
        || operator == Operator.NOT_EQUAL
        || operator == Operator.IN
        || operator == Operator.INTERSECTS) {
      for (Value value : values) {
        if (EventTypes.idOf(value.text()) == EventTypes.UNKNOWN) {
          throw ConditionException.unknownField(
              value.position(),
              "unknown event type '" + value.text() + "'",
              NearestName.of(value.text(), EventTypes.all()));
        }
      }
    }
  }

  private Node type(TextMatcher matcher) {
    return table.leaf(
        List.of("type", Types.named(matcher)), () -> new TypeTest(Types.named(matcher)));
  }

  private Node text(BoundField field, TextMatcher matcher, boolean each) {
    int slot = slots.of(field);
    return field.isList()
        ? table.leaf(
            List.of("texts", slot, matcher, each), () -> new TextListTest(slot, matcher, each))
        : table.text(slot, matcher, field.cost());
  }

  private Node number(BoundField field, NumberMatcher matcher, boolean each) {
    int slot = slots.of(field);
    return field.isList()
        ? table.leaf(
            List.of("numbers", slot, matcher, each), () -> new NumberListTest(slot, matcher, each))
        : table.number(slot, matcher, field.cost());
  }

  private Node pair(FieldComparison comparison) throws ConditionException {
    BoundField field = FieldBinder.bind(source.fields(), comparison.field());
    BoundField other = FieldBinder.bind(source.fields(), comparison.other());
    boolean text = field.type().isText();
    if (field.isWhole() && other.isWhole() && text == other.type().isText()) {
      return lists(field, other, comparison);
    }
    if (field.isList() || other.isList() || text != other.type().isText()) {
      throw new ConditionException(
          comparison.position(),
          "'" + field.text() + "' and '" + other.text() + "' cannot be compared",
          null);
    }
    if (!PairTest.takes(comparison.operator(), text)) {
      throw Constants.unfit(field, comparison.operator(), comparison.position());
    }
    return pair(field, other, comparison.operator(), text);
  }

  private Node lists(BoundField field, BoundField other, FieldComparison comparison)
      throws ConditionException {
    Operator operator = comparison.operator();
    if (operator != Operator.IN && operator != Operator.INTERSECTS) {
      throw Constants.unfit(field, operator, comparison.position());
    }
    int slot = slots.of(field);
    int otherSlot = slots.of(other);
    return table.leaf(
        List.of("lists", slot, otherSlot, operator),
        () -> new ListPairTest(slot, otherSlot, operator == Operator.IN, field.type().isText()));
  }

  private Node pair(BoundField field, BoundField other, Operator operator, boolean text) {
    int slot = slots.of(field);
    int otherSlot = slots.of(other);
    return table.leaf(
        List.of("pair", slot, otherSlot, operator),
        () -> new PairTest(slot, otherSlot, operator, text));
  }
}
