package io.gyr.rules.field;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one source, by name. Immutable. */
public final class FieldTable {

  private final Map<String, Field> fields;

  /** A table of the given fields, listed in that order. */
  public FieldTable(List<Field> fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      if (byName.put(field.name(), field) != null) {
        throw new IllegalArgumentException("field listed twice: " + field.name());
      }
    }
    this.fields = Collections.unmodifiableMap(byName);
  }

  /** All fields. */
  public Collection<Field> fields() {
    return fields.values();
  }

  /** Whether {@code name}, with or without a dotted argument, is a field. */
  public boolean knows(String name) {
    return fields.containsKey(name) || keyedField(name) != null;
  }

  /**
   * Finds a field and binds its argument.
   *
   * @param name as written before any bracket; a key may follow the name after a dot
   * @param argument what stood in the brackets, null without brackets
   * @throws FieldException when there is no such field or the argument does not fit
   */
  public BoundField bind(String name, @Nullable String argument) throws FieldException {
    Field field = fields.get(name);
    if (field == null && argument == null) {
      field = keyedField(name);
      if (field != null) {
        return bind(field, name.substring(field.name().length() + 1));
      }
    }
    if (field == null) {
      throw new FieldException(
          "unknown field '" + name + "'", NearestName.of(name, fields.keySet()));
    }
    return bind(field, argument);
  }

  /** The field that {@code name} begins with, where the rest after a dot is its key. */
  private @Nullable Field keyedField(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Field field = fields.get(name.substring(0, dot));
      if (field != null
          && dot + 1 < name.length()
          && (field.argument() == ArgumentKind.KEY
              || field.argument() == ArgumentKind.OPTIONAL_KEY)) {
        return field;
      }
    }
    return null;
  }

  private static BoundField bind(Field field, @Nullable String argument) throws FieldException {
    check(field, argument);
    String text = argument == null ? field.name() : field.name() + "[" + argument + "]";
    Getter getter = field.binder().bind(argument);
    FieldType type = field.binder().type(argument, field.type());
    return new BoundField(text, type, field.cost(), getter);
  }

  private static void check(Field field, @Nullable String argument) throws FieldException {
    String problem =
        switch (field.argument()) {
          case NONE -> argument == null ? null : "takes no argument";
          case INDEX -> isIndex(argument) ? null : "needs a number in brackets";
          case OPTIONAL_INDEX ->
              argument == null || isIndex(argument) ? null : "takes only a number in brackets";
          case KEY ->
              argument != null && !argument.isEmpty()
                  ? null
                  : "needs a name: " + field.name() + "[name]";
          case OPTIONAL_KEY ->
              argument == null || !argument.isEmpty() ? null : "has empty brackets";
        };
    if (problem != null) {
      throw new FieldException("field '" + field.name() + "' " + problem, null);
    }
  }

  private static boolean isIndex(@Nullable String argument) {
    return argument != null && argument.matches("[0-9]{1,4}");
  }
}
