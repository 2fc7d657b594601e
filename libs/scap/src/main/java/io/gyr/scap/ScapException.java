package io.gyr.scap;

import java.io.IOException;

/** A capture that cannot be read on: truncated, corrupt, or no capture at all. */
public final class ScapException extends IOException {
  private static final long serialVersionUID = 1;

  private final long offset;

  /**
   * The error.
   *
   * @param offset where in the file, after decompression, the block with the error begins
   */
  ScapException(long offset, String what) {
    super(what + " at byte " + offset);
    this.offset = offset;
  }

  /** Where in the file, after decompression, the block with the error begins. */
  public long offset() {
    return offset;
  }
}
