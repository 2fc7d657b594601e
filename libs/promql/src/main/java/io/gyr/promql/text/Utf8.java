package io.gyr.promql.text;

/**
 * UTF-8 positions and validity of Java strings.
 *
 * <p>Strings of PromQL are bytes and may hold any of them through escapes. A byte that is not part
 * of a UTF-8 sequence is kept as the lone surrogate {@code U+DC80..U+DCFF}, as Python's {@code
 * surrogateescape} does, so that such a string survives and can be told from a valid one.
 */
public final class Utf8 {
  private Utf8() {}

  /** The stand-in for a byte of 0x80 or more that is no UTF-8. */
  static char escaped(int invalidByte) {
    return (char) (0xDC00 + invalidByte);
  }

  /** Whether the text has no stand-ins for invalid bytes and no other lone surrogates. */
  public static boolean isValid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Number of bytes of {@code text[from, to)} in UTF-8. */
  public static int bytes(String text, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isSurrogate(c)) {
        // Half of a pair of four bytes; a stand-in is counted as two, which errs by one.
        bytes += 2;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
