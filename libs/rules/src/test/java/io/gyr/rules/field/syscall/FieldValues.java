package io.gyr.rules.field.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Event;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldException;
import io.gyr.rules.field.ValueText;

/** Reads fields by the text that a rule has for them. */
final class FieldValues {

  private FieldValues() {}

  /** Checks a table: field, text, field, text. */
  static void check(Event event, String... fieldsAndTexts) {
    for (int i = 0; i < fieldsAndTexts.length; i += 2) {
      assertThat(text(fieldsAndTexts[i], event))
          .as(fieldsAndTexts[i])
          .isEqualTo(fieldsAndTexts[i + 1]);
    }
  }

  static String text(String field, Event event) {
    return ValueText.text(bind(field), event);
  }

  static Object value(String field, Event event) {
    return ValueText.value(bind(field), event);
  }

  static BoundField bind(String text) {
    int bracket = text.indexOf('[');
    try {
      return bracket < 0
          ? SyscallSource.SOURCE.fields().bind(text, null)
          : SyscallSource.SOURCE
              .fields()
              .bind(text.substring(0, bracket), text.substring(bracket + 1, text.length() - 1));
    } catch (FieldException e) {
      throw new AssertionError(e);
    }
  }
}
