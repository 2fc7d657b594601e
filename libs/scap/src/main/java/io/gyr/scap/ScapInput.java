package io.gyr.scap;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a capture through one buffer that is used again and again: a block lies in it in one
 * piece. Grows only for blocks larger than it, and only as far as their bytes really come.
 */
final class ScapInput implements AutoCloseable {
  private static final int FIRST = 1 << 18;
  private static final int GZIP_BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x8b1f;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST];
  private int start;
  private int end;
  private long offset;
  private boolean damaged;

  ScapInput(InputStream raw) throws IOException {
    InputStream plain = new BufferedInputStream(raw, GZIP_BUFFER);
    plain.mark(2);
    int magic = plain.read() | plain.read() << 8;
    plain.reset();
    try {
      in = magic == GZIP_MAGIC ? new GZIPInputStream(plain, GZIP_BUFFER) : plain;
    } catch (EOFException | ZipException e) {
      throw new ScapException(0, "this is no scap capture: its gzip header is damaged");
    }
  }

  /** Has at least so many bytes in the buffer, or as many as there are. */
  int require(int bytes) throws IOException {
    while (end - start < bytes) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      }
      if (end == buffer.length) {
        buffer = java.util.Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = read();
      if (read < 0) {
        return end - start;
      }
      end += read;
    }
    return bytes;
  }

  private int read() throws IOException {
    if (damaged) {
      return -1;
    }
    try {
      return in.read(buffer, end, buffer.length - end);
    } catch (EOFException | ZipException e) {
      // What was decompressed before the damage is good; the reader finds the last block cut short.
      damaged = true;
      return -1;
    }
  }

  /** Whether the compressed stream itself ended in the middle or is corrupt. */
  boolean damaged() {
    return damaged;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where in the buffer the next byte is. */
  int position() {
    return start;
  }

  /** How many bytes of the file were consumed. */
  long offset() {
    return offset;
  }

  void advance(int bytes) {
    start += bytes;
    offset += bytes;
  }

  /** Passes over bytes without keeping them; false when they are not all there. */
  boolean skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      int step = (int) Math.min(left, FIRST);
      int there = Math.min(require(step), step);
      if (there == 0) {
        return false;
      }
      advance(there);
      left -= there;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
