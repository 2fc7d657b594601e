package io.gyr.api.remotewrite;

import io.gyr.api.http.ApiError;
import io.gyr.api.ingest.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/**
 * A body in snappy's block format, on its way in. It says in its first bytes how long it will be
 * when it is unpacked, so what is too long is refused before it is read, and memory for both forms
 * is taken before either is there. What lies about its length is malformed.
 */
final class SnappyBody implements AutoCloseable {
  private static final int LONGEST_PREAMBLE = 5;

  private final InputStream input;
  private final int maxCompressed;
  private final MemoryBudget.Lease lease;

  private SnappyBody(InputStream input, int maxCompressed, MemoryBudget.Lease lease) {
    this.input = input;
    this.maxCompressed = maxCompressed;
    this.lease = lease;
  }

  /**
   * Reads the beginning and takes the memory for the rest.
   *
   * @param input the body; stays the caller's
   * @param announced how long the sender says that it is, -1 if it does not
   * @param maxBytes how long it may be when it is unpacked
   * @throws ApiError 400 if it is not snappy, 413 if it is too long, 503 if memory is short
   */
  static SnappyBody open(InputStream input, long announced, int maxBytes, MemoryBudget memory) {
    byte[] head;
    try {
      head = input.readNBytes(LONGEST_PREAMBLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long length = length(head);
    if (length > maxBytes) {
      throw ApiError.tooLarge(
          "The body is " + length + " bytes when it is unpacked",
          "At most " + maxBytes + ": send fewer samples at once");
    }
    // What snappy may add to bytes that it cannot make fewer.
    int maxCompressed = (int) (length + length / 6 + 32);
    long expected = announced < 0 ? maxCompressed : Math.min(announced, maxCompressed);
    return new SnappyBody(
        new SequenceInputStream(new ByteArrayInputStream(head), input),
        maxCompressed,
        memory.take(expected + length));
  }

  private static long length(byte[] head) {
    long length = 0;
    for (int i = 0; i < head.length; i++) {
      length |= (long) (head[i] & 0x7f) << 7 * i;
      if (head[i] >= 0) {
        return length;
      }
    }
    throw malformed();
  }

  /**
   * The whole body, unpacked.
   *
   * @throws ApiError 400 if it is not snappy
   */
  byte[] unpack() {
    try {
      byte[] compressed = input.readNBytes(maxCompressed + 1);
      if (compressed.length > maxCompressed || !Snappy.isValidCompressedBuffer(compressed)) {
        throw malformed();
      }
      return Snappy.uncompress(compressed);
    } catch (IOException e) {
      throw malformed();
    }
  }

  private static ApiError malformed() {
    return ApiError.badRequest(
        "The body is not in snappy's block format", "Compress the whole body as one block");
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    lease.close();
  }
}
