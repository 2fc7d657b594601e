package io.gyr.rules.program;

/**
 * Asks how two lists of an event stand to each other: whether all values of the first are in the
 * second, or any is. Not with lists that have no values.
 */
final class ListPairTest extends Node {

  private final int slot;
  private final int otherSlot;
  private final boolean all;
  private final boolean text;

  ListPairTest(int slot, int otherSlot, boolean all, boolean text) {
    this.slot = slot;
    this.otherSlot = otherSlot;
    this.all = all;
    this.text = text;
  }

  @Override
  boolean compute(Evaluation evaluation) {
    int count = evaluation.count(slot);
    boolean seen = false;
    for (int i = 0; i < count; i++) {
      if (isThere(evaluation, i)) {
        if (isInOther(evaluation, i) != all) {
          return !all;
        }
        seen = true;
      }
    }
    return all && seen;
  }

  private boolean isThere(Evaluation evaluation, int index) {
    return text
        ? evaluation.textAt(slot, index) != null
        : evaluation.numberAt(slot, index) != Evaluation.ABSENT;
  }

  private boolean isInOther(Evaluation evaluation, int index) {
    int count = evaluation.count(otherSlot);
    for (int i = 0; i < count; i++) {
      boolean same =
          text
              ? String.valueOf(evaluation.textAt(slot, index))
                  .equals(evaluation.textAt(otherSlot, i))
              : evaluation.numberAt(slot, index) == evaluation.numberAt(otherSlot, i);
      if (same) {
        return true;
      }
    }
    return false;
  }

  @Override
  int cost() {
    return 40;
  }
}
