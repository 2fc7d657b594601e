package io.gyr.rules.program;

import io.gyr.rules.program.Leaf.TypeTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers, ahead of time, what a condition asks about the event's type: what is left holds for that
 * type only.
 */
final class Specializer {

  private final NodeTable table;
  private final int type;
  private final Map<Node, Node> done = new HashMap<>();

  Specializer(NodeTable table, int type) {
    this.table = table;
    this.type = type;
  }

  /** What is left of a node; the node itself where it does not ask for the type. */
  Node specialize(Node node) {
    if (!node.asksType()) {
      return node;
    }
    Node known = done.get(node);
    if (known == null) {
      known = remainder(node);
      done.put(node, known);
    }
    return known;
  }

  private Node remainder(Node node) {
    if (node instanceof TypeTest test) {
      return NodeTable.constant(test.typesWhenTrue().get(type));
    }
    if (node instanceof Negation negation) {
      return table.not(specialize(negation.operand()));
    }
    Junction junction = (Junction) node;
    List<Node> operands = new ArrayList<>();
    for (Node operand : junction.operands()) {
      operands.add(specialize(operand));
    }
    return junction.isAnd() ? table.and(operands) : table.or(operands);
  }
}
