package io.gyr.rules.program;

import io.gyr.rules.Event;
import io.gyr.rules.explain.Explanation;
import io.gyr.rules.explain.Explanation.Answer;
import io.gyr.rules.explain.Explanation.Kind;
import io.gyr.rules.explain.Explanation.Seen;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as it is written, kept beside the {@link Program} so that a match can be explained in
 * the words of its rule. The program itself has joined, reordered and specialised the tests for
 * speed; here each stands for itself, in the order of the text, and stops where the text is
 * decided. The tests are the program's own nodes, so an explanation cannot say otherwise than the
 * rule did. Immutable; only asked after a match, never on the quiet path.
 */
public final class ConditionTree {

  /** Macros that use each other can write down a tree that no memory holds. */
  private static final int MAX_PARTS = 5_000;

  private final Kind kind;
  private final String text;
  private final @Nullable Node node;
  private final List<BoundField> fields;
  private final List<ConditionTree> parts;

  private ConditionTree(
      Kind kind,
      String text,
      @Nullable Node node,
      List<BoundField> fields,
      List<ConditionTree> parts) {
    this.kind = kind;
    this.text = text;
    this.node = node;
    this.fields = fields;
    this.parts = parts;
  }

  static ConditionTree junction(boolean and, List<ConditionTree> operands) {
    return new ConditionTree(
        and ? Kind.AND : Kind.OR, and ? "and" : "or", null, List.of(), operands);
  }

  static ConditionTree not(ConditionTree operand) {
    return new ConditionTree(Kind.NOT, "not", null, List.of(), List.of(operand));
  }

  static ConditionTree macro(String name, Node node, ConditionTree condition) {
    return new ConditionTree(Kind.MACRO, name, node, List.of(), List.of(condition));
  }

  static ConditionTree test(String text, Node node, List<BoundField> fields) {
    return new ConditionTree(Kind.TEST, text, node, fields, List.of());
  }

  /**
   * Holds the condition against an event.
   *
   * @param evaluation of the program that the condition is compiled into, and not in use
   */
  public Explanation explain(Event event, Evaluation evaluation) {
    evaluation.begin(event);
    try {
      return explain(event, evaluation, new int[] {MAX_PARTS});
    } finally {
      evaluation.end();
    }
  }

  private Explanation explain(Event event, Evaluation evaluation, int[] left) {
    left[0]--;
    return switch (kind) {
      case TEST -> {
        List<Seen> values = new ArrayList<>();
        fields.forEach(field -> values.add(seen(field, event)));
        yield with(Answer.of(ask(evaluation)), values, List.of());
      }
      case MACRO -> {
        if (left[0] <= 0) {
          yield with(Answer.of(ask(evaluation)), List.of(), List.of());
        }
        Explanation condition = parts.get(0).explain(event, evaluation, left);
        yield with(condition.answer(), List.of(), List.of(condition));
      }
      case NOT -> {
        Explanation operand = parts.get(0).explain(event, evaluation, left);
        yield with(Answer.of(operand.answer() == Answer.FALSE), List.of(), List.of(operand));
      }
      case AND, OR -> junction(event, evaluation, left);
    };
  }

  private Explanation junction(Event event, Evaluation evaluation, int[] left) {
    Answer decides = Answer.of(kind == Kind.OR);
    Answer answer = Answer.of(kind == Kind.AND);
    List<Explanation> explained = new ArrayList<>();
    for (ConditionTree part : parts) {
      if (answer == decides) {
        explained.add(part.notEvaluated(left));
      } else {
        Explanation operand = part.explain(event, evaluation, left);
        explained.add(operand);
        answer = operand.answer();
      }
    }
    return with(answer, List.of(), explained);
  }

  private Explanation notEvaluated(int[] left) {
    List<Explanation> below = new ArrayList<>();
    if (kind != Kind.MACRO && left[0] > 0) {
      left[0]--;
      parts.forEach(part -> below.add(part.notEvaluated(left)));
    }
    return with(Answer.NOT_EVALUATED, List.of(), below);
  }

  private Explanation with(Answer answer, List<Seen> values, List<Explanation> below) {
    return new Explanation(kind, text, answer, values, below);
  }

  private boolean ask(Evaluation evaluation) {
    if (node == null) {
      throw new IllegalStateException("only tests and macros are nodes of their own");
    }
    return node.test(evaluation);
  }

  private static Seen seen(BoundField field, Event event) {
    if (ValueText.value(field, event) == null) {
      return new Seen(field.text(), null);
    }
    String value = ValueText.text(field, event);
    return new Seen(
        field.text(),
        value.length() <= Explanation.MAX_VALUE_CHARACTERS
            ? value
            : value.substring(0, Explanation.MAX_VALUE_CHARACTERS));
  }
}
