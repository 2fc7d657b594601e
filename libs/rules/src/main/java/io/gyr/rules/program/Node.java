package io.gyr.rules.program;

import java.util.BitSet;

/**
 * One test in the graph that all conditions are compiled into. Nodes are shared: two conditions
 * with the same part hold the same object. Immutable but for its place in the memo, which is set
 * once before the graph is used.
 */
public abstract class Node {

  private static final int NO_PLACE = -1;

  private int memoPlace = NO_PLACE;

  Node() {}

  /** Answers for the event at hand; a shared node works its answer out only once per event. */
  final boolean test(Evaluation evaluation) {
    if (memoPlace == NO_PLACE) {
      return compute(evaluation);
    }
    int remembered = evaluation.remembered(memoPlace);
    if (remembered >= 0) {
      return remembered == 1;
    }
    boolean answer = compute(evaluation);
    evaluation.remember(memoPlace, answer);
    return answer;
  }

  abstract boolean compute(Evaluation evaluation);

  /** How dear an answer is, roughly. */
  abstract int cost();

  /**
   * The share of events for which the answer is true, guessed from the kind of question: one thing
   * named is rare, all but one is usual.
   */
  double likelihood() {
    return 0.1;
  }

  /** Longest way down to a leaf. */
  int depth() {
    return 1;
  }

  /** Event types for which the answer can be true. Not to be changed. */
  BitSet typesWhenTrue() {
    return Types.ALL;
  }

  /** Event types for which the answer can be false. Not to be changed. */
  BitSet typesWhenFalse() {
    return Types.ALL;
  }

  /** Whether the event's type is asked for here or below. */
  boolean asksType() {
    return false;
  }

  /** Gives it a place in the memo, so that it is worked out once per event. */
  final void share(int place) {
    memoPlace = place;
  }
}
