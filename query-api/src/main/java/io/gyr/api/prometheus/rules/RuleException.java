package io.gyr.api.prometheus.rules;

/** A rule whose result cannot be used, or results that cannot be written. */
final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleException(String message) {
    super(message, null, false, false);
  }
}
