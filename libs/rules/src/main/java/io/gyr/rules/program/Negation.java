package io.gyr.rules.program;

import java.util.BitSet;

/** True when its operand is not. */
final class Negation extends Node {

  private final Node operand;

  Negation(Node operand) {
    this.operand = operand;
  }

  Node operand() {
    return operand;
  }

  @Override
  boolean compute(Evaluation evaluation) {
    return !operand.test(evaluation);
  }

  @Override
  int cost() {
    return operand.cost();
  }

  @Override
  double likelihood() {
    return 1 - operand.likelihood();
  }

  @Override
  int depth() {
    return operand.depth() + 1;
  }

  @Override
  BitSet typesWhenTrue() {
    return operand.typesWhenFalse();
  }

  @Override
  BitSet typesWhenFalse() {
    return operand.typesWhenTrue();
  }

  @Override
  boolean asksType() {
    return operand.asksType();
  }
}
