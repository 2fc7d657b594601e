package io.gyr.promql.template;

import java.util.List;

/**
 * The text of a label or an annotation of an alerting rule, with actions such as {@code {{
 * $labels.instance }}} and {@code {{ $value | humanize }}}.
 *
 * <p>Of Go's template language there are literals, the variables {@code $labels}, {@code $value},
 * {@code $externalLabels} and {@code $externalURL} (the last two are empty), their long forms
 * {@code .Labels.x} and so on, pipelines, parentheses, and the functions of {@link Function}. What
 * branches, loops or asks queries is refused. Immutable; equal if the texts are.
 */
public final class Template {
  /** Longest text, in characters. */
  public static final int LONGEST = 16 * 1024;

  private final String text;
  private final List<Operand> parts;

  private Template(String text, List<Operand> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * Understands a template.
   *
   * @throws TemplateException if it cannot be; the message has the line
   */
  public static Template parse(String text) {
    if (text.length() > LONGEST) {
      throw new TemplateException(
          "1: template of " + text.length() + " characters, at most " + LONGEST + " are allowed");
    }
    return new Template(text, new TemplateParser(text).parse());
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /**
   * The text with its actions carried out.
   *
   * @throws TemplateException if one cannot be
   */
  public String expand(TemplateData data) {
    StringBuilder expanded = new StringBuilder();
    for (Operand part : parts) {
      expanded.append(GoFormat.plain(part.value(data)));
    }
    return expanded.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template template && text.equals(template.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
