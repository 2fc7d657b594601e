package io.gyr.rules;

import java.util.List;
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
 * @param context what it is in, from the file inwards; empty when the whole file is meant
 */
public record LoadProblem(
    Severity severity,
    Code code,
    Location location,
    @Nullable String item,
    String message,
    @Nullable String suggestion,
    String excerpt,
    List<Context> context) {

  /** What a problem does to its file. */
  public enum Severity {
    /** The file is not loaded. */
    ERROR,
    /** The file is loaded. */
    WARNING
  }

  /**
   * Something that a problem is in.
   *
   * @param itemType as Falco calls it: rule, macro, rule condition, ...
   * @param itemName empty for what has no name
   * @param location where it begins
   * @param offset the same in characters from the beginning of the file, from 0
   */
  public record Context(String itemType, String itemName, Location location, int offset) {}

  /** Kinds of problem, under Falco's names (falcosecurity/falco, falco_load_result.cpp). */
  public enum Code {
    /** Too large to be looked at. */
    LOAD_ERR_FILE_READ("File read error"),
    /** Not YAML, or YAML that no rule file needs: too deep, too many aliases. */
    LOAD_ERR_YAML_PARSE("YAML parse error"),
    /** YAML, but not the items of a rule file. */
    LOAD_ERR_YAML_VALIDATE("Error validating internal structure of YAML file"),
    /** A condition that cannot be read or asks for what there is not. */
    LOAD_ERR_COMPILE_CONDITION("Error compiling condition"),
    /** An output that asks for what there is not. */
    LOAD_ERR_COMPILE_OUTPUT("Error compiling output"),
    /**
     * An item that is well formed and makes no sense: it names a macro that there is not, changes
     * what does not exist, needs another engine, has an exception whose values do not fit.
     */
    LOAD_ERR_VALIDATE("Error validating rule/macro/list/exception objects"),
    /** A rule for a source that nothing here supplies; it is left out. */
    LOAD_UNKNOWN_SOURCE("Unknown event source"),
    /** A comparison with the text that stands for an absent value. */
    LOAD_UNSAFE_NA_CHECK("Unsafe <NA> comparison in condition"),
    /** A rule that is held against events of too many types, which is dear. */
    LOAD_NO_EVTTYPE("Condition has no event-type restriction"),
    /** A field or event type that there is not, in a rule that says to be left out then. */
    LOAD_UNKNOWN_FILTER("Unknown field or event-type in condition or output"),
    /** A macro that no rule or macro names. */
    LOAD_UNUSED_MACRO("Unused macro"),
    /** A list that no rule, macro or list names. */
    LOAD_UNUSED_LIST("Unused list"),
    /** An item of a kind that there is not; it is left out. */
    LOAD_UNKNOWN_ITEM("Unknown rules file item"),
    /** A way of writing that has a successor. */
    LOAD_DEPRECATED_ITEM("Used deprecated item"),
    /** More for an exception, and no values in it. */
    LOAD_APPEND_NO_VALUES("Overriding/appending with no values"),
    /** Two exceptions of a rule with one name. */
    LOAD_EXCEPTION_NAME_NOT_UNIQUE("Multiple exceptions defined with the same name"),
    /** A macro whose name no condition can name. */
    LOAD_INVALID_MACRO_NAME("Invalid macro name"),
    /** A list whose name no condition can name. */
    LOAD_INVALID_LIST_NAME("Invalid list name"),
    /** A comparison that is probably not what was meant. */
    LOAD_COMPILE_CONDITION("Warning in rule condition"),
    /** A key that an item does not have; it is left out. */
    LOAD_UNKNOWN_KEY("Unknown key in item definition");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /** What it means, in a few words. */
    public String text() {
      return text;
    }
  }

  /** Whether it keeps its file from being loaded. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * For people, on a few lines: place, severity, message, code, the line with a caret, and a
   * suggestion if there is one.
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

  /** For people, as Falco writes it: what it is in, the line with a caret, code and message. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (Context one : context) {
      text.append(text.isEmpty() ? "In " : "    ").append(one.itemType());
      text.append(one.itemName().isEmpty() ? "" : " '" + one.itemName() + "'");
      text.append(": (").append(one.location()).append(")\n");
    }
    if (!excerpt.isEmpty()) {
      text.append("------\n").append(excerpt).append("\n------\n");
    }
    text.append(code).append(" (").append(code.text()).append("): ").append(message);
    if (suggestion != null) {
      text.append("; did you mean '").append(suggestion).append("'?");
    }
    return text.append('\n').toString();
  }
}
