package io.gyr.rules.program;

/**
 * One step of a {@link Network}: marks the conditions that may be true of the event at hand.
 * Immutable.
 */
abstract class Step {

  abstract void mark(Evaluation evaluation);

  /** Marks conditions that nothing cheap can rule out. */
  static final class Positions extends Step {
    private final int[] positions;

    Positions(int... positions) {
      this.positions = positions;
    }

    @Override
    void mark(Evaluation evaluation) {
      evaluation.mark(positions);
    }
  }

  /** Goes on only if a test that all conditions behind it share is true. */
  static final class Gate extends Step {
    private final Node test;
    private final Step behind;

    Gate(Node test, Step behind) {
      this.test = test;
      this.behind = behind;
    }

    @Override
    void mark(Evaluation evaluation) {
      if (test.test(evaluation)) {
        behind.mark(evaluation);
      }
    }
  }

  /** Several steps, one after the other. */
  static final class Steps extends Step {
    private final Step[] steps;

    Steps(Step... steps) {
      this.steps = steps;
    }

    @Override
    void mark(Evaluation evaluation) {
      for (Step step : steps) {
        step.mark(evaluation);
      }
    }
  }

  /** Looks a text up in an index of what many conditions want it to be. */
  static final class TextLookUp extends Step {
    private final int slot;
    private final TextIndex index;

    TextLookUp(int slot, TextIndex index) {
      this.slot = slot;
      this.index = index;
    }

    @Override
    void mark(Evaluation evaluation) {
      String text = evaluation.text(slot);
      if (text != null) {
        index.find(text, evaluation);
      }
    }
  }
}
