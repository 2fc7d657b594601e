package io.gyr.api.protobuf;

/** Bytes that are not the message that was expected. The message says where. */
public final class MalformedProtobufException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the bytes. */
  public MalformedProtobufException(String message) {
    // Senders make these, not programmers: no stack trace.
    super(message, null, false, false);
  }
}
