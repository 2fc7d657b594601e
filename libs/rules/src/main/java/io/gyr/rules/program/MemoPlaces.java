package io.gyr.rules.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives a place in the memo to every node that one event can reach by more than one way. */
final class MemoPlaces {

  private final Set<Node> placed = new HashSet<>();

  /** Looks at the conditions that events of one type are held against. */
  void assign(List<Node> roots) {
    Map<Node, Integer> ways = new HashMap<>();
    for (Node root : roots) {
      visit(root, ways);
    }
    for (Map.Entry<Node, Integer> way : ways.entrySet()) {
      Node node = way.getKey();
      if (way.getValue() > 1 && !(node instanceof Leaf.Constant) && placed.add(node)) {
        node.share(placed.size() - 1);
      }
    }
  }

  /** How many places were given. */
  int count() {
    return placed.size();
  }

  private static void visit(Node node, Map<Node, Integer> ways) {
    if (ways.merge(node, 1, Integer::sum) > 1) {
      return;
    }
    if (node instanceof Negation negation) {
      visit(negation.operand(), ways);
    } else if (node instanceof Junction junction) {
      for (Node operand : junction.operands()) {
        visit(operand, ways);
      }
    }
  }
}
