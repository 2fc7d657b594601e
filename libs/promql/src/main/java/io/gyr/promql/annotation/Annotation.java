package io.gyr.promql.annotation;

import io.gyr.promql.ast.PositionRange;

/**
 * Something that the user should know about an answer.
 *
 * @param severity warning or info
 * @param text what, without the severity in front
 * @param position the part of the query that it is about
 */
public record Annotation(Severity severity, String text, PositionRange position) {
  /** How bad it is. */
  public enum Severity {
    WARNING("PromQL warning: "),
    INFO("PromQL info: ");

    private final String prefix;

    Severity(String prefix) {
      this.prefix = prefix;
    }
  }

  /** The message, without a place. */
  public String message() {
    return severity.prefix + text;
  }

  /** The message with its place in the query, as the API answers it. */
  public String messageIn(String query) {
    return message() + " (" + position.startIn(query) + ")";
  }

  /** A warning. */
  public static Annotation warning(String text, PositionRange position) {
    return new Annotation(Severity.WARNING, text, position);
  }

  /** An info. */
  public static Annotation info(String text, PositionRange position) {
    return new Annotation(Severity.INFO, text, position);
  }
}
