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

  /** "00" to "99". */
  private static final byte[] PAIRS = new byte[200];

  /** 10^0 to 10^18. */
  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

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

  /** Digits of a number that is not negative, two at a time. */
  private void digits(long value) {
    size += length(value);
    int at = size;
    long rest = value;
    while (rest >= 100) {
      long hundreds = rest / 100;
      int pair = 2 * (int) (rest - 100 * hundreds);
      buffer[--at] = PAIRS[pair + 1];
      buffer[--at] = PAIRS[pair];
      rest = hundreds;
    }
    int pair = 2 * (int) rest;
    buffer[--at] = PAIRS[pair + 1];
    if (rest >= 10) {
      buffer[--at] = PAIRS[pair];
    }
  }

  private static int length(long value) {
    // The logarithm to the base of ten from that to the base of two, one too small at most.
    int least = (Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233 >>> 12;
    return (value | 1) >= POWERS[least] ? least + 1 : least;
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
    } else if (!fewDecimals(value, 3) && !fewDecimals(value, 6)) {
      raw(text(value));
    }
    room();
    buffer[size++] = '"';
    return this;
  }

  /**
   * Writes a number that has at most so many digits behind the point. No two decimals of up to 15
   * digits are the same double, so one that is the value is also its shortest.
   *
   * @return false if it has more, and nothing is written
   */
  private boolean fewDecimals(double value, int decimals) {
    double magnitude = Math.abs(value);
    double scaled = Math.rint(magnitude * POWERS[decimals]);
    if (!(scaled < EXACT_LONG) || scaled / POWERS[decimals] != magnitude || scaled == 0) {
      return false;
    }
    if (value < 0) {
      buffer[size++] = '-';
    }
    long whole = (long) scaled / POWERS[decimals];
    long rest = (long) scaled % POWERS[decimals];
    digits(whole);
    buffer[size++] = '.';
    for (int left = decimals; rest != 0; left--) {
      buffer[size++] = (byte) ('0' + rest / POWERS[left - 1]);
      rest %= POWERS[left - 1];
    }
    return true;
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
