package io.gyr.rules.field;

import io.gyr.rules.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a source; each method adds one. Not safe for several threads. */
public final class FieldList {

  /** Cost of reading a fact as it is. */
  private static final int FACT = 1;

  /** Cost of a value that is found among facts. */
  private static final int DERIVED = 4;

  /**
   * Cost of a value that has to be put together: high enough that every test without garbage comes
   * before it.
   */
  private static final int BUILT = 60;

  private final List<Field> fields = new ArrayList<>();

  /** Everything added so far, in order. */
  public List<Field> fields() {
    return List.copyOf(fields);
  }

  /** Adds a field that is a textual fact. */
  public FieldList textFact(String name, int fact, String meaning) {
    return text(name, FieldType.TEXT, FACT, event -> event.text(fact), meaning);
  }

  /** Adds a field that is a fact and the text of an address. */
  public FieldList address(String name, TextGetter getter, String meaning) {
    return text(name, FieldType.ADDRESS, FACT, getter, meaning);
  }

  /** Adds a textual field that is worked out from facts at the price of a new string. */
  public FieldList built(String name, TextGetter getter, String meaning) {
    return text(name, FieldType.TEXT, BUILT, getter, meaning);
  }

  /** Adds a textual field that is worked out from facts without making a string, or mostly so. */
  public FieldList text(String name, TextGetter getter, String meaning) {
    return text(name, FieldType.TEXT, DERIVED, getter, meaning);
  }

  /** Adds a field that is a numeric fact. */
  public FieldList numberFact(String name, int fact, String meaning) {
    return number(name, FieldType.NUMBER, event -> event.number(fact), meaning);
  }

  /** Adds a field with one number. */
  public FieldList number(String name, FieldType type, NumberGetter getter, String meaning) {
    return add(name, type, ArgumentKind.NONE, FACT, meaning, argument -> getter);
  }

  /** Adds a field that answers yes or no. */
  public FieldList flag(String name, NumberGetter getter, String meaning) {
    return number(name, FieldType.BOOLEAN, getter, meaning);
  }

  /** Adds a field with several values. */
  public FieldList list(String name, FieldType type, Getter getter, String meaning) {
    return add(name, type, ArgumentKind.NONE, 2 * FACT, meaning, argument -> getter);
  }

  /** Adds a textual field with a key in its brackets. */
  public FieldList keyed(String name, Function<String, TextGetter> getter, String meaning) {
    Field.Binder binder = argument -> getter.apply(given(argument));
    return add(name, FieldType.TEXT, ArgumentKind.KEY, 2 * FACT, meaning, binder);
  }

  /** Adds a field of forebears: one of them with a number in brackets, any of them without. */
  public FieldList indexed(
      String name, FieldType type, IntFunction<Getter> one, Getter all, String meaning) {
    Field.Binder binder =
        argument -> argument == null ? all : one.apply(Integer.parseInt(argument));
    return add(name, type, ArgumentKind.OPTIONAL_INDEX, 2 * FACT, meaning, binder);
  }

  /** Adds a field that needs more than the methods above offer. */
  public FieldList field(
      String name, FieldType type, ArgumentKind argument, String meaning, Field.Binder binder) {
    return add(name, type, argument, DERIVED, meaning, binder);
  }

  /**
   * Adds a field of Falco's that nobody can supply, so that rules which ask for it load; it is
   * always absent.
   */
  public FieldList unsupplied(String name, FieldType type, ArgumentKind argument, String meaning) {
    Getter nothing =
        type.isText() ? (TextGetter) event -> null : (NumberGetter) event -> Event.ABSENT;
    return add(name, type, argument, FACT, meaning, ignored -> nothing);
  }

  private FieldList text(String name, FieldType type, int cost, TextGetter getter, String meaning) {
    return add(name, type, ArgumentKind.NONE, cost, meaning, argument -> getter);
  }

  private FieldList add(
      String name,
      FieldType type,
      ArgumentKind argument,
      int cost,
      String meaning,
      Field.Binder binder) {
    fields.add(new Field(name, type, argument, cost, meaning, binder));
    return this;
  }

  private static String given(@Nullable String argument) {
    if (argument == null) {
      throw new IllegalArgumentException("the table lets no null through");
    }
    return argument;
  }

  /** A text, or null for the empty one. */
  public static @Nullable String nonEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
