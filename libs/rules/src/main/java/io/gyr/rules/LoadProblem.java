package io.gyr.rules;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a rule file.
 *
 * @param severity an error keeps the file from being loaded, a warning does not
 * @param code what kind of problem it is
 * @param location where it is
 * @param item what it is in, for example {@code rule "Terminal shell"}; null outside items
 * @param message what is wrong, one sentence without full stop
 * @param suggestion what was probably meant, or null
 * @param excerpt the line, and below it a caret under the place; empty when there is no line to
 *     show
 */
public record LoadProblem(
    Severity severity,
    Code code,
    Location location,
    @Nullable String item,
    String message,
    @Nullable String suggestion,
    String excerpt) {

  /** What a problem does to its file. */
  public enum Severity {
    /** The file is not loaded. */
    ERROR,
    /** The file is loaded. */
    WARNING
  }

  /** Kinds of problem, under Falco's names. */
  public enum Code {
    /** Too large to be looked at. */
    LOAD_ERR_FILE_READ,
    /** Not YAML, or YAML that no rule file needs: too deep, too many aliases. */
    LOAD_ERR_YAML_PARSE,
    /** YAML, but not the items of a rule file. */
    LOAD_ERR_YAML_VALIDATE,
    /** A condition that cannot be read or asks for what there is not. */
    LOAD_ERR_COMPILE_CONDITION,
    /** An output that asks for what there is not. */
    LOAD_ERR_COMPILE_OUTPUT,
    /**
     * An item with a problem of its own, such as an exception whose values do not fit its fields.
     */
    LOAD_ERR_VALIDATE,
    /** A rule for a source that nothing here supplies; it is left out. */
    LOAD_UNKNOWN_SOURCE,
    /** A field that there is not, in a rule that says to be left out then. */
    LOAD_UNKNOWN_FILTER,
    /** An item of a kind that there is not; it is left out. */
    LOAD_UNKNOWN_ITEM,
    /** A key that an item does not have; it is left out. */
    LOAD_UNKNOWN_KEY,
    /** A macro that no rule needs. */
    LOAD_UNUSED_MACRO,
    /** A list that no rule needs. */
    LOAD_UNUSED_LIST,
    /** A rule that is held against events of every type, which is dear. */
    LOAD_NO_EVTTYPE,
    /** A way of writing that has a successor. */
    LOAD_DEPRECATED_ITEM
  }

  /** Whether it keeps its file from being loaded. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * For people: place, severity, message, code, the line with a caret, and a suggestion if there is
   * one.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(location).append(": ").append(isError() ? "error" : "warning").append(": ");
    text.append(item == null ? "" : item + ": ").append(message);
    text.append(" [").append(code).append(']');
    if (!excerpt.isEmpty()) {
      text.append('\n').append(excerpt);
    }
    if (suggestion != null) {
      text.append("\n  did you mean '").append(suggestion).append("'?");
    }
    return text.toString();
  }
}
