package io.gyr.rules.sequence;

import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.ValueText;
import io.gyr.rules.output.Template;
import io.gyr.rules.output.TemplateParser;
import io.gyr.rules.program.FieldBinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of a sequence: a template in which {@code %step.field} is a value of the event that
 * filled a step, and {@code %field} one of the match's last event. Immutable.
 */
final class SequenceOutput {

  /** The place of the match's last event. */
  static final int LAST = -1;

  /** Text, or a value: of the step that is filled at a place, or {@link #LAST}. */
  private record Part(String text, int step, int capture, @Nullable FieldType type) {}

  private final List<Part> parts;

  private SequenceOutput(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads an output.
   *
   * @param steps names of all steps, by the place where they are filled; -1 for absent ones
   * @throws ConditionException naming the first place that cannot be
   */
  static SequenceOutput parse(
      String text, FieldTable fields, Map<String, Integer> steps, References references, int places)
      throws ConditionException {
    List<Part> values = new ArrayList<>();
    Template template =
        TemplateParser.parse(
            text,
            reference -> {
              Integer step = steps.get(References.stepOf(reference));
              if (step == null) {
                BoundField field = FieldBinder.bind(fields, reference);
                int capture = 0;
                for (int place = 0; place < places; place++) {
                  capture = references.output(place, field, reference.position());
                }
                values.add(new Part(field.text(), LAST, capture, field.type()));
                return field;
              }
              if (step < 0) {
                throw new ConditionException(
                    reference.position(), "an absent step has no event to show", null);
              }
              FieldReference plain = References.withoutStep(reference);
              BoundField field = FieldBinder.bind(fields, plain);
              int capture = references.output(step, field, reference.position());
              values.add(new Part(field.text(), step, capture, field.type()));
              return field;
            });
    List<Part> parts = new ArrayList<>();
    int next = 0;
    for (Template.Part part : template.parts()) {
      if (part.field() == null) {
        parts.add(new Part(part.text(), LAST, 0, null));
      } else {
        Part value = values.get(next++);
        parts.add(new Part(part.text(), value.step(), value.capture(), value.type()));
      }
    }
    return new SequenceOutput(parts);
  }

  /** The text of a match. */
  String format(Held[][] filled, Held last) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          part.type() == null
              ? part.text()
              : ValueText.text(part.type(), value(part, filled, last)));
    }
    return text.toString();
  }

  /** The values in it by their text as written. */
  Map<String, @Nullable Object> values(Held[][] filled, Held last) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Part part : parts) {
      if (part.type() != null) {
        values.put(part.text(), value(part, filled, last));
      }
    }
    return values;
  }

  private static @Nullable Object value(Part part, Held[][] filled, Held last) {
    if (part.step() == LAST) {
      return last.values()[part.capture()];
    }
    Held[] events = filled[part.step()];
    return events[events.length - 1].values()[part.capture()];
  }
}
