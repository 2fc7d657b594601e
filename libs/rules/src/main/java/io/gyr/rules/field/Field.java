package io.gyr.rules.field;

import org.jspecify.annotations.Nullable;

/**
 * A field that rules can name.
 *
 * @param name as rules write it, without argument
 * @param type what its values are
 * @param argument what may stand in brackets after it
 * @param cost how dear reading it is, in rough units of one field read; orders tests
 * @param meaning one sentence for people
 * @param binder gives the reader for an argument
 */
public record Field(
    String name, FieldType type, ArgumentKind argument, int cost, String meaning, Binder binder) {

  /** Turns an argument into a reader. */
  @FunctionalInterface
  public interface Binder {

    /**
     * The reader for {@code argument}, null for none. The argument already fits the field's {@link
     * ArgumentKind}.
     *
     * @throws FieldException when there is no such value to read
     */
    Getter bind(@Nullable String argument) throws FieldException;

    /**
     * What the values are for an argument that {@link #bind} takes: for nearly all fields what the
     * field declares.
     */
    default FieldType type(@Nullable String argument, FieldType declared) throws FieldException {
      return declared;
    }
  }
}
