package io.gyr.promql.template;

/** A template that cannot be understood, or not be expanded. The message is for its author. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message, null, false, false);
  }
}
