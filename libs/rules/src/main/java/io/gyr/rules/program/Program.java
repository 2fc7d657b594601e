package io.gyr.rules.program;

import io.gyr.rules.Event;
import io.gyr.rules.Matching;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.field.BoundField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The conditions of many rules, ready to be held against events. Immutable and safe for any thread;
 * each thread brings its own {@link Evaluation}.
 *
 * <p>How it works. Every condition is compiled into one graph of tests in which equal parts are the
 * same node ({@link NodeTable}): a macro that thirty rules use is there once. From what each node
 * asks of the event's type follows the set of types for which a condition can be true at all
 * ({@link Node#typesWhenTrue}); a rule is listed only under those. Under each type stands a version
 * of the condition in which the questions about the type are already answered ({@link
 * Specializer}), so that no rule asks for the type while an event waits.
 *
 * <p>An event then costs one array look-up by its type and a walk over the conditions listed there.
 * In an and or an or the cheapest operand is asked first, which for most events decides. A node
 * that several conditions share remembers its answer for the event ({@link MemoPlaces}), and a
 * field's value is read at most once ({@link Evaluation}); both are kept in arrays stamped with the
 * number of the event, so nothing is cleared or allocated for an event that no rule matches, unless
 * a condition gets as far as a value that has to be put together, such as a command line.
 */
public final class Program {

  private static final int[] NO_RULES = {};
  private static final Node[] NO_CONDITIONS = {};

  private final List<BoundField> fields;
  private final int memoPlaces;
  private final int[][] rules = new int[EventTypes.count()][];
  private final Node[][] conditions = new Node[EventTypes.count()][];

  Program(List<BoundField> fields, NodeTable table, List<Node> roots) {
    this.fields = fields;
    MemoPlaces places = new MemoPlaces();
    Map<List<Node>, Node[]> sharedLists = new HashMap<>();
    for (int type = 0; type < EventTypes.count(); type++) {
      Specializer specializer = new Specializer(table, type);
      List<Integer> listed = new ArrayList<>();
      List<Node> remainders = new ArrayList<>();
      for (int rule = 0; rule < roots.size(); rule++) {
        Node root = roots.get(rule);
        if (root.typesWhenTrue().get(type)) {
          Node remainder = specializer.specialize(root);
          if (remainder != Leaf.Constant.FALSE) {
            listed.add(rule);
            remainders.add(remainder);
          }
        }
      }
      rules[type] =
          listed.isEmpty() ? NO_RULES : listed.stream().mapToInt(Integer::intValue).toArray();
      Node[] shared = sharedLists.get(remainders);
      if (shared == null) {
        shared = remainders.isEmpty() ? NO_CONDITIONS : remainders.toArray(new Node[0]);
        sharedLists.put(Collections.unmodifiableList(remainders), shared);
        places.assign(remainders);
      }
      conditions[type] = shared;
    }
    memoPlaces = places.count();
  }

  /** Room for one thread to evaluate in. */
  public Evaluation newEvaluation() {
    return new Evaluation(fields, memoPlaces);
  }

  /**
   * Whether any condition could be true for events of a type; events of the others need not even be
   * decoded.
   */
  public boolean wants(int type) {
    return rules[type].length > 0;
  }

  /**
   * Holds an event against the conditions and names, in order, the numbers of those that are true.
   *
   * @param matching whether to go on after the first
   */
  public void evaluate(Event event, Evaluation evaluation, Matching matching, IntConsumer matches) {
    int type = event.type();
    Node[] listed = conditions[type];
    if (listed.length == 0) {
      return;
    }
    evaluation.begin(event);
    try {
      for (int i = 0; i < listed.length; i++) {
        if (listed[i].test(evaluation)) {
          matches.accept(rules[type][i]);
          if (matching == Matching.FIRST) {
            break;
          }
        }
      }
    } finally {
      evaluation.end();
    }
  }
}
