package io.gyr.rules.json;

/** Bytes that are no JSON document, or one beyond the bounds; the message says what and where. */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message, null, false, false);
  }
}
