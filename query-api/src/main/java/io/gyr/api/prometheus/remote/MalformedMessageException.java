package io.gyr.api.prometheus.remote;

/** A message that is not what it should be; the text says where. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}
