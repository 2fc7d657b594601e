package io.gyr.rules.program;

import io.gyr.rules.match.NumberMatcher;
import io.gyr.rules.match.TextMatcher;
import java.util.BitSet;

/** The nodes without operands. */
final class Leaf {

  private Leaf() {}

  /** Always the same answer. */
  static final class Constant extends Node {

    static final Constant TRUE = new Constant(true);
    static final Constant FALSE = new Constant(false);

    private final boolean answer;

    private Constant(boolean answer) {
      this.answer = answer;
    }

    @Override
    boolean compute(Evaluation evaluation) {
      return answer;
    }

    @Override
    int cost() {
      return 0;
    }

    @Override
    BitSet typesWhenTrue() {
      return answer ? Types.ALL : Types.NONE;
    }

    @Override
    BitSet typesWhenFalse() {
      return answer ? Types.NONE : Types.ALL;
    }
  }

  /** Asks for the type of the event. Gone once a condition is specialised for a type. */
  static final class TypeTest extends Node {

    private final BitSet types;

    TypeTest(BitSet types) {
      this.types = types;
    }

    @Override
    boolean compute(Evaluation evaluation) {
      return types.get(evaluation.event().type());
    }

    @Override
    int cost() {
      return 0;
    }

    @Override
    BitSet typesWhenTrue() {
      return types;
    }

    @Override
    BitSet typesWhenFalse() {
      return Types.others(types);
    }

    @Override
    boolean asksType() {
      return true;
    }
  }

  /** Asks something of a text. */
  static final class TextTest extends Node {

    final int slot;
    final TextMatcher matcher;
    final int readCost;

    TextTest(int slot, TextMatcher matcher, int readCost) {
      this.slot = slot;
      this.matcher = matcher;
      this.readCost = readCost;
    }

    @Override
    boolean compute(Evaluation evaluation) {
      String text = evaluation.text(slot);
      return text != null && matcher.matches(text);
    }

    @Override
    int cost() {
      return readCost + matcher.cost();
    }
  }

  /** Asks something of a number. */
  static final class NumberTest extends Node {

    final int slot;
    final NumberMatcher matcher;
    private final int readCost;

    NumberTest(int slot, NumberMatcher matcher, int readCost) {
      this.slot = slot;
      this.matcher = matcher;
      this.readCost = readCost;
    }

    @Override
    boolean compute(Evaluation evaluation) {
      long number = evaluation.number(slot);
      return number != Evaluation.ABSENT && matcher.matches(number);
    }

    @Override
    int cost() {
      return readCost;
    }

    @Override
    double likelihood() {
      return 0.3;
    }
  }

  /** Asks something of several texts: of any, or of each that is there and at least one. */
  static final class TextListTest extends Node {

    private final int slot;
    private final TextMatcher matcher;
    private final boolean each;

    TextListTest(int slot, TextMatcher matcher, boolean each) {
      this.slot = slot;
      this.matcher = matcher;
      this.each = each;
    }

    @Override
    boolean compute(Evaluation evaluation) {
      int count = evaluation.count(slot);
      boolean seen = false;
      for (int i = 0; i < count; i++) {
        String text = evaluation.textAt(slot, i);
        if (text != null) {
          if (matcher.matches(text) != each) {
            return !each;
          }
          seen = true;
        }
      }
      return each && seen;
    }

    @Override
    int cost() {
      return 4 * (1 + matcher.cost());
    }
  }

  /** Asks something of several numbers: of any, or of each that is there and at least one. */
  static final class NumberListTest extends Node {

    private final int slot;
    private final NumberMatcher matcher;
    private final boolean each;

    NumberListTest(int slot, NumberMatcher matcher, boolean each) {
      this.slot = slot;
      this.matcher = matcher;
      this.each = each;
    }

    @Override
    boolean compute(Evaluation evaluation) {
      int count = evaluation.count(slot);
      boolean seen = false;
      for (int i = 0; i < count; i++) {
        long number = evaluation.numberAt(slot, i);
        if (number != Evaluation.ABSENT) {
          if (matcher.matches(number) != each) {
            return !each;
          }
          seen = true;
        }
      }
      return each && seen;
    }

    @Override
    int cost() {
      return 8;
    }
  }
}
