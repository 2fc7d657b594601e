package io.gyr.schemas.wire;

import org.jspecify.annotations.Nullable;

/** Bytes that are no record of the expected kind. The record is for the dead letters. */
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the bytes. */
  public MalformedRecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
