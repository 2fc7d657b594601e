package io.gyr.api.prometheus.json;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * JSON as bytes, without white space and without a tree in between, since an answer may have
 * millions of numbers. The caller sees to commas and brackets. Not for several threads at once.
 */
public final class JsonOutput {
  private static final int BUFFER = 64 * 1024;
  private static final int ROOM = 64;
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double SMALLEST_LARGE = 1e21;
  private static final double EXACT_LONG = 1e15;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int size;

  /** Writes to {@code out}, which stays the caller's. */
  public JsonOutput(OutputStream out) {
    this.out = out;
  }

  /** ASCII text as it is. */
  public JsonOutput raw(String ascii) throws IOException {
    for (int i = 0; i < ascii.length(); i++) {
      if (size == BUFFER) {
        flush();
      }
      buffer[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** A string with its quotes. */
  public JsonOutput string(String text) throws IOException {
    room();
    buffer[size++] = '"';
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      room();
      if (b == '"' || b == '\\') {
        buffer[size++] = '\\';
        buffer[size++] = b;
      } else if (b >= 0 && b < ' ') {
        escaped(b);
      } else {
        buffer[size++] = b;
      }
    }
    room();
    buffer[size++] = '"';
    return this;
  }

  private void escaped(byte control) throws IOException {
    switch (control) {
      case '\n' -> raw("\\n");
      case '\r' -> raw("\\r");
      case '\t' -> raw("\\t");
      default -> {
        raw("\\u00");
        buffer[size++] = HEX[control >>> 4];
        buffer[size++] = HEX[control & 0xf];
      }
    }
  }

  /** A time as seconds, with three digits behind the point unless they are all zero. */
  public JsonOutput seconds(long ms) throws IOException {
    room();
    if (ms < 0) {
      buffer[size++] = '-';
    }
    long magnitude = Math.abs(ms);
    digits(magnitude / 1000);
    int rest = (int) (magnitude % 1000);
    if (rest != 0) {
      buffer[size++] = '.';
      buffer[size++] = (byte) ('0' + rest / 100);
      buffer[size++] = (byte) ('0' + rest / 10 % 10);
      buffer[size++] = (byte) ('0' + rest % 10);
    }
    return this;
  }

  /** A whole number. */
  public JsonOutput number(long value) throws IOException {
    room();
    if (value < 0) {
      return raw(Long.toString(value));
    }
    digits(value);
    return this;
  }

  private void digits(long value) {
    int length = 1;
    for (long bound = 10; length < 19 && value >= bound; bound *= 10) {
      length++;
    }
    long rest = value;
    for (int i = size + length - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += length;
  }

  /**
   * A number in quotes: its shortest digits, with an exponent below 1e-6 and from 1e21 on
   * (jsonutil.MarshalFloat at v3.5).
   */
  public JsonOutput value(double value) throws IOException {
    room();
    buffer[size++] = '"';
    if (value == Math.rint(value) && Math.abs(value) < EXACT_LONG) {
      if (value < 0 || 1 / value < 0) {
        buffer[size++] = '-';
      }
      digits((long) Math.abs(value));
    } else {
      raw(text(value));
    }
    room();
    buffer[size++] = '"';
    return this;
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String shortest = DoubleToDecimal.toString(value);
    int exponentAt = shortest.indexOf('E');
    double magnitude = Math.abs(value);
    if (magnitude >= SMALLEST_PLAIN && magnitude < SMALLEST_LARGE) {
      if (exponentAt >= 0) {
        return new BigDecimal(shortest).stripTrailingZeros().toPlainString();
      }
      return shortest.endsWith(".0") ? shortest.substring(0, shortest.length() - 2) : shortest;
    }
    String digits = shortest.substring(0, exponentAt);
    int exponent = Integer.parseInt(shortest.substring(exponentAt + 1));
    if (digits.endsWith(".0")) {
      digits = digits.substring(0, digits.length() - 2);
    }
    String two = Math.abs(exponent) < 10 ? "0" : "";
    return digits + (exponent < 0 ? "e-" : "e+") + two + Math.abs(exponent);
  }

  private void room() throws IOException {
    if (size > BUFFER - ROOM) {
      flush();
    }
  }

  /** Hands everything to the stream. */
  public void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }
}
