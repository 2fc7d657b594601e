package io.gyr.rules.sequence;

import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.field.NearestName;
import io.gyr.rules.program.FieldBinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds what steps say of other steps, {@code $step.field} in conditions and {@code step.field} in
 * outputs, and notes which values of which step are needed. For one thread.
 */
final class References {

  /** That a step's value is asked for, by the absent or other step at a place. */
  record Asked(int step, int capture, int byPlace, boolean byAbsent) {}

  private final FieldTable fields;
  private final Captures captures;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final long[] needed;
  private int place;
  private boolean absent;
  private long ownCaptures;

  References(FieldTable fields, Captures captures, int places) {
    this.fields = fields;
    this.captures = captures;
    this.needed = new long[places];
  }

  /** Turns to the condition of a step, which can refer to those before it. */
  void begin(int stepPlace, boolean isAbsent) {
    place = stepPlace;
    absent = isAbsent;
    ownCaptures = 0;
  }

  /** Makes a step that can be referred to. */
  void name(String step, int stepPlace) {
    places.put(step, stepPlace);
  }

  /** The captures that the step's own event has to bring. */
  long ownCaptures() {
    return ownCaptures;
  }

  /** The captures that later steps and the output ask of a step. */
  long needed(int stepPlace) {
    return needed[stepPlace];
  }

  List<Asked> asked() {
    return asked;
  }

  /** The place of a field that the step's own event has to bring. */
  int own(BoundField field, int position) throws ConditionException {
    int capture = capture(field, position);
    ownCaptures |= 1L << capture;
    return capture;
  }

  /** The place of a field that the output asks of a step. */
  int output(int stepPlace, BoundField field, int position) throws ConditionException {
    int capture = capture(field, position);
    needed[stepPlace] |= 1L << capture;
    return capture;
  }

  private int capture(BoundField field, int position) throws ConditionException {
    int capture = captures.of(field);
    if (capture == Captures.MAX) {
      throw new ConditionException(
          position, "more than " + Captures.MAX + " fields of one sequence have to be kept", null);
    }
    return capture;
  }

  /** The comparison of a field with a value of an earlier step. */
  Residual compare(Comparison comparison) throws ConditionException {
    Value value = comparison.values().get(0);
    if (comparison.operator().takesList()) {
      throw new ConditionException(
          comparison.position(),
          "a reference to another step cannot stand in a list; compare with =, and join with or",
          null);
    }
    FieldReference other = reference(value);
    Integer step = places.get(stepOf(other));
    if (step == null) {
      throw new ConditionException(
          value.position(),
          places.isEmpty()
              ? "no step comes before that '" + value.text() + "' could mean"
              : "no step before this one is called '" + stepOf(other) + "'",
          NearestName.of(stepOf(other), new TreeSet<>(places.keySet())));
    }
    BoundField theirs = bind(other, value.position());
    BoundField mine = FieldBinder.bind(fields, comparison.field());
    boolean text = mine.type().isText();
    if (mine.isList() || theirs.isList() || text != theirs.type().isText()) {
      throw new ConditionException(
          comparison.position(),
          "'" + mine.text() + "' and '" + value.text() + "' cannot be compared",
          null);
    }
    if (!Residual.Compare.takes(comparison.operator(), text)) {
      throw new ConditionException(
          comparison.position(),
          "'" + comparison.operator().text() + "' cannot stand before a reference here",
          null);
    }
    int own = own(mine, comparison.position());
    int capture = capture(theirs, value.position());
    needed[step] |= 1L << capture;
    asked.add(new Asked(step, capture, place, absent));
    return new Residual.Compare(own, comparison.operator(), step, capture);
  }

  private static FieldReference reference(Value value) throws ConditionException {
    try {
      return ConditionParser.parseField(value.text().substring(1));
    } catch (ConditionException e) {
      throw e.at(value.position() + 1 + e.position());
    }
  }

  private BoundField bind(FieldReference reference, int position) throws ConditionException {
    try {
      return FieldBinder.bind(fields, withoutStep(reference));
    } catch (ConditionException e) {
      throw e.at(position);
    }
  }

  /** The name before the first dot. */
  static String stepOf(FieldReference reference) {
    int dot = reference.name().indexOf('.');
    return dot < 0 ? reference.name() : reference.name().substring(0, dot);
  }

  /** The field after the first dot. */
  static FieldReference withoutStep(FieldReference reference) {
    int dot = reference.name().indexOf('.');
    return new FieldReference(
        reference.transformers(),
        dot < 0 ? "" : reference.name().substring(dot + 1),
        reference.argument(),
        reference.position());
  }
}
