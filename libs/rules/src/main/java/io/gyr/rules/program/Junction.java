package io.gyr.rules.program;

import java.util.BitSet;
import java.util.List;

/** An and or an or: asks its operands in turn, in the order given, until one decides. */
final class Junction extends Node {

  private static final int MAX_COST = 1_000_000;

  private final boolean and;
  private final Node[] operands;
  private final int cost;
  private final double likelihood;
  private final int depth;
  private final boolean asksType;
  private final BitSet whenTrue;
  private final BitSet whenFalse;

  Junction(boolean and, List<Node> operands) {
    this.and = and;
    this.operands = operands.toArray(new Node[0]);
    int sum = 0;
    double noneDecides = 1;
    int deepest = 0;
    boolean asks = false;
    BitSet everyTrue = (BitSet) Types.ALL.clone();
    BitSet everyFalse = (BitSet) Types.ALL.clone();
    BitSet someTrue = new BitSet();
    BitSet someFalse = new BitSet();
    for (Node operand : operands) {
      sum = Math.min(MAX_COST, sum + operand.cost());
      noneDecides *= and ? operand.likelihood() : 1 - operand.likelihood();
      deepest = Math.max(deepest, operand.depth());
      asks |= operand.asksType();
      everyTrue.and(operand.typesWhenTrue());
      everyFalse.and(operand.typesWhenFalse());
      someTrue.or(operand.typesWhenTrue());
      someFalse.or(operand.typesWhenFalse());
    }
    cost = sum;
    likelihood = and ? noneDecides : 1 - noneDecides;
    depth = deepest + 1;
    asksType = asks;
    whenTrue = and ? everyTrue : someTrue;
    whenFalse = and ? someFalse : everyFalse;
  }

  boolean isAnd() {
    return and;
  }

  List<Node> operands() {
    return List.of(operands);
  }

  @Override
  boolean compute(Evaluation evaluation) {
    for (Node operand : operands) {
      if (operand.test(evaluation) != and) {
        return !and;
      }
    }
    return and;
  }

  @Override
  int cost() {
    return cost;
  }

  @Override
  double likelihood() {
    return likelihood;
  }

  @Override
  int depth() {
    return depth;
  }

  @Override
  BitSet typesWhenTrue() {
    return whenTrue;
  }

  @Override
  BitSet typesWhenFalse() {
    return whenFalse;
  }

  @Override
  boolean asksType() {
    return asksType;
  }
}
