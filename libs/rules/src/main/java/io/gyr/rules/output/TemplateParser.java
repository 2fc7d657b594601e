package io.gyr.rules.output;

import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.program.FieldBinder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads templates: {@code %field}, {@code %field[argument]}, {@code %tolower(field)}, {@code
 * %20field} for a value cut or filled to 20 characters, {@code %%} for a sign.
 */
public final class TemplateParser {

  /** Wider than this no column is. */
  private static final int MAX_WIDTH = 1000;

  /** Finds the fields that a template names. */
  @FunctionalInterface
  public interface Binder {

    /**
     * The field that is meant.
     *
     * @throws ConditionException when there is none
     */
    BoundField bind(FieldReference reference) throws ConditionException;
  }

  private final Binder binder;
  private final String text;
  private final List<Template.Part> parts = new ArrayList<>();
  private int at;

  private TemplateParser(Binder binder, String text) {
    this.binder = binder;
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @throws ConditionException naming the first place with a field that there is not
   */
  public static Template parse(String text, FieldTable fields) throws ConditionException {
    return parse(text, reference -> FieldBinder.bind(fields, reference));
  }

  /**
   * Reads a template whose names mean something of their own; the binder is asked in the order of
   * the text.
   *
   * @throws ConditionException naming the first place with a field that there is not
   */
  public static Template parse(String text, Binder binder) throws ConditionException {
    TemplateParser parser = new TemplateParser(binder, text);
    parser.parse();
    return new Template(parser.parts, true);
  }

  /**
   * Reads a template that somebody gave for printing events: one that begins with a star prints
   * every event, any other only those that have all of its values.
   *
   * @throws ConditionException naming the first place with a field that there is not
   */
  public static Template parseFormat(String text, FieldTable fields) throws ConditionException {
    boolean lenient = text.startsWith("*");
    TemplateParser parser =
        new TemplateParser(reference -> FieldBinder.bind(fields, reference), text);
    parser.at = lenient ? 1 : 0;
    parser.parse();
    return new Template(parser.parts, lenient);
  }

  private void parse() throws ConditionException {
    StringBuilder plain = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%' && text.startsWith("%%", at)) {
        plain.append(c);
        at += 2;
      } else if (c == '%') {
        parts.add(new Template.Part(plain.toString(), null, 0));
        plain.setLength(0);
        at++;
        field();
      } else {
        plain.append(c);
        at++;
      }
    }
    parts.add(new Template.Part(plain.toString(), null, 0));
  }

  private void field() throws ConditionException {
    int width = width();
    int start = at;
    int end = end(start);
    String written = text.substring(start, end);
    if (written.isEmpty()) {
      throw new ConditionException(start - 1, "'%' without a field; write %% for the sign", null);
    }
    try {
      FieldReference reference = ConditionParser.parseField(written);
      BoundField bound = binder.bind(reference);
      parts.add(new Template.Part(written, bound, width));
    } catch (ConditionException e) {
      throw e.at(start + e.position());
    }
    at = end;
  }

  /** The number before a field, 0 for none. */
  private int width() throws ConditionException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    int width = at == start ? 0 : at - start > 4 ? MAX_WIDTH + 1 : number(start);
    if (width > MAX_WIDTH) {
      throw new ConditionException(start, "a width is at most " + MAX_WIDTH, null);
    }
    return width;
  }

  private int number(int start) {
    return Integer.parseInt(text.substring(start, at));
  }

  /**
   * Where the field that begins at an offset ends: names with dots, brackets or parentheses after
   * them.
   */
  private int end(int start) throws ConditionException {
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '(') {
      return closing(end, '(', ')');
    }
    while (end > start && text.charAt(end - 1) == '.') {
      // A full stop after the field, not a part of it.
      end--;
    }
    return end > start && end < text.length() && text.charAt(end) == '['
        ? closing(end, '[', ']')
        : end;
  }

  private int closing(int open, char opening, char closing) throws ConditionException {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.charAt(i) == opening) {
        depth++;
      } else if (text.charAt(i) == closing && --depth == 0) {
        return i + 1;
      }
    }
    throw new ConditionException(open, "'" + opening + "' is never closed", null);
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
