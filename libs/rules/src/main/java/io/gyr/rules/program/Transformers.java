package io.gyr.rules.program;

import io.gyr.rules.Event;
import io.gyr.rules.condition.Transformer;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.Getter;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.NumberListGetter;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.field.TextListGetter;
import io.gyr.rules.match.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Puts transformers around readers of fields. */
public final class Transformers {

  /** They make new strings, so what needs none comes before them. */
  private static final int COST = 60;

  private Transformers() {}

  /**
   * The field with a transformer around it, or null when the transformer does not take its type.
   */
  public static @Nullable BoundField around(BoundField field, Transformer transformer) {
    if (transformer == Transformer.VAL) {
      return field;
    }
    Getter getter =
        transformer == Transformer.LEN ? length(field.getter()) : mapped(field, transformer);
    return getter == null
        ? null
        : new BoundField(
            transformer.text() + "(" + field.text() + ")",
            transformer == Transformer.LEN ? FieldType.NUMBER : FieldType.TEXT,
            field.cost() + COST,
            getter);
  }

  private static @Nullable NumberGetter length(Getter getter) {
    if (getter instanceof TextGetter text) {
      return event -> {
        String value = text.get(event);
        return value == null ? Event.ABSENT : utf8Length(value);
      };
    }
    if (getter instanceof TextListGetter list) {
      return event -> lengthOrAbsent(list.count(event));
    }
    if (getter instanceof NumberListGetter list) {
      return event -> lengthOrAbsent(list.count(event));
    }
    return null;
  }

  /** An empty list is an absent one. */
  private static long lengthOrAbsent(int count) {
    return count == 0 ? Event.ABSENT : count;
  }

  private static int utf8Length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Two halves of a pair are four bytes together.
      length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return length;
  }

  private static @Nullable Getter mapped(BoundField field, Transformer transformer) {
    if (field.getter() instanceof TextGetter text) {
      return (TextGetter) event -> apply(transformer, text.get(event));
    }
    if (field.getter() instanceof TextListGetter list) {
      return new MappedList(list, transformer);
    }
    return null;
  }

  private record MappedList(TextListGetter list, Transformer transformer)
      implements TextListGetter {
    @Override
    public int count(Event event) {
      return list.count(event);
    }

    @Override
    public @Nullable String get(Event event, int index) {
      return apply(transformer, list.get(event, index));
    }

    @Override
    public boolean isWhole() {
      return list.isWhole();
    }
  }

  private static @Nullable String apply(Transformer transformer, @Nullable String value) {
    if (value == null) {
      return null;
    }
    return switch (transformer) {
      case TOLOWER -> AsciiCase.lower(value);
      case TOUPPER -> AsciiCase.upper(value);
      case BASENAME -> value.substring(value.lastIndexOf('/') + 1);
      case B64 -> decoded(value);
      case LEN, VAL -> value;
    };
  }

  private static @Nullable String decoded(String value) {
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
