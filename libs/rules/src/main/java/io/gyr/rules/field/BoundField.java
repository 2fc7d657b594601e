package io.gyr.rules.field;

/**
 * A field with its argument and transformers, ready to be read.
 *
 * @param text how a rule writes it: {@code proc.aname[2]}, {@code tolower(fd.name)}; equal texts
 *     read equal values
 * @param type what its values are, after the transformers
 * @param cost how dear reading it is
 * @param getter reads it
 */
public record BoundField(String text, FieldType type, int cost, Getter getter) {

  /** Whether it may have several values. */
  public boolean isList() {
    return getter instanceof TextListGetter || getter instanceof NumberListGetter;
  }

  /** Whether its values are one list rather than alternatives, see {@link TextListGetter}. */
  public boolean isWhole() {
    return (getter instanceof TextListGetter texts && texts.isWhole())
        || (getter instanceof NumberListGetter numbers && numbers.isWhole());
  }
}
