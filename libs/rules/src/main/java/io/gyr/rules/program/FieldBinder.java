package io.gyr.rules.program;

import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.condition.Transformer;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldException;
import io.gyr.rules.field.FieldTable;

/** Finds the fields that conditions and outputs name. */
public final class FieldBinder {

  private FieldBinder() {}

  /**
   * The field with its argument and transformers.
   *
   * @throws ConditionException when there is no such field, or an argument or transformer does not
   *     fit
   */
  public static BoundField bind(FieldTable fields, FieldReference reference)
      throws ConditionException {
    BoundField bound;
    try {
      bound = fields.bind(reference.name(), reference.argument());
    } catch (FieldException e) {
      throw ConditionException.unknownField(
          reference.position(), String.valueOf(e.getMessage()), e.suggestion());
    }
    for (int i = reference.transformers().size() - 1; i >= 0; i--) {
      Transformer transformer = reference.transformers().get(i);
      BoundField transformed = Transformers.around(bound, transformer);
      if (transformed == null) {
        throw new ConditionException(
            reference.position(),
            transformer.text() + "() needs a text, and '" + bound.text() + "' is none",
            null);
      }
      bound = transformed;
    }
    return bound;
  }
}
