package io.gyr.rules;

/**
 * A place in a rule file.
 *
 * @param file name of the file
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1, in characters; 0 when the whole file is meant
 */
public record Location(String file, int line, int column) {

  /** {@code file:line:column}, as editors and terminals take it. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
