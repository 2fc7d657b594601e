package io.gyr.promql.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strings in quotes, as Go's {@code strconv.Quote} writes and Prometheus's lexer reads them. */
public final class Quoted {
  private Quoted() {}

  /** The text in double quotes, with Go's escapes. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      appendEscaped(quoted, c, '"');
      i += Character.charCount(c);
    }
    return quoted.append('"').toString();
  }

  /** One character in single quotes, as {@code %q} prints a rune. */
  public static String rune(int c) {
    StringBuilder quoted = new StringBuilder("'");
    if (c < 0) {
      // Go's end of file is the rune -1, which prints as the replacement character.
      quoted.append('\uFFFD');
    } else {
      appendEscaped(quoted, c, '\'');
    }
    return quoted.append('\'').toString();
  }

  private static void appendEscaped(StringBuilder out, int c, char quote) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
      return;
    }
    if (c >= 0xDC80 && c <= 0xDCFF) {
      out.append(String.format("\\x%02x", c - 0xDC00));
      return;
    }
    switch (c) {
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else if (c < 0x20 || c == 0x7f) {
          out.append(String.format("\\x%02x", c));
        } else if (c > 0xffff) {
          out.append(String.format("\\U%08x", c));
        } else {
          out.append(String.format("\\u%04x", c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    if (c == ' ') {
      return true;
    }
    int type = Character.getType(c);
    return switch (type) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /**
   * The content of a string literal in double, single or back quotes.
   *
   * @throws IllegalArgumentException with Go's words if the literal is not well formed
   */
  public static String unquote(String literal) {
    int last = literal.length() - 1;
    if (last < 1 || literal.charAt(0) != literal.charAt(last)) {
      throw new IllegalArgumentException("invalid syntax");
    }
    char quote = literal.charAt(0);
    String body = literal.substring(1, last);
    if (quote == '`') {
      if (body.indexOf('`') >= 0) {
        throw new IllegalArgumentException("invalid syntax");
      }
      return body;
    }
    if ((quote != '"' && quote != '\'') || body.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("invalid syntax");
    }
    return body.indexOf('\\') < 0 && body.indexOf(quote) < 0 ? body : unescape(body, quote);
  }

  private static String unescape(String body, char quote) {
    byte[] bytes = new byte[body.length() * 4];
    int length = 0;
    int i = 0;
    while (i < body.length()) {
      int c = body.codePointAt(i);
      i += Character.charCount(c);
      if (c == quote) {
        throw new IllegalArgumentException("invalid syntax");
      }
      if (c != '\\') {
        length = append(bytes, length, c);
        continue;
      }
      if (i == body.length()) {
        throw new IllegalArgumentException("invalid syntax");
      }
      char escape = body.charAt(i++);
      switch (escape) {
        case 'a' -> bytes[length++] = 7;
        case 'b' -> bytes[length++] = '\b';
        case 'f' -> bytes[length++] = '\f';
        case 'n' -> bytes[length++] = '\n';
        case 'r' -> bytes[length++] = '\r';
        case 't' -> bytes[length++] = '\t';
        case 'v' -> bytes[length++] = 11;
        case '\\' -> bytes[length++] = '\\';
        case '\'', '"' -> {
          if (escape != quote) {
            throw new IllegalArgumentException("invalid syntax");
          }
          bytes[length++] = (byte) escape;
        }
        case 'x' -> {
          bytes[length++] = (byte) number(body, i, 2, 16);
          i += 2;
        }
        case 'u', 'U' -> {
          int digits = escape == 'u' ? 4 : 8;
          long point = number(body, i, digits, 16);
          if (point > Character.MAX_CODE_POINT || (point >= 0xD800 && point < 0xE000)) {
            throw new IllegalArgumentException("invalid syntax");
          }
          length = append(bytes, length, (int) point);
          i += digits;
        }
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          long value = number(body, i - 1, 3, 8);
          if (value > 255) {
            throw new IllegalArgumentException("invalid syntax");
          }
          bytes[length++] = (byte) value;
          i += 2;
        }
        default -> throw new IllegalArgumentException("invalid syntax");
      }
    }
    return decode(bytes, length);
  }

  private static long number(String body, int from, int digits, int radix) {
    if (from + digits > body.length()) {
      throw new IllegalArgumentException("invalid syntax");
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(body.charAt(i), radix);
      if (digit < 0) {
        throw new IllegalArgumentException("invalid syntax");
      }
      value = value * radix + digit;
    }
    return value;
  }

  private static int append(byte[] bytes, int length, int c) {
    byte[] encoded = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    return length + encoded.length;
  }

  private static String decode(byte[] bytes, int length) {
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return decoded.toString();
    } catch (CharacterCodingException e) {
      return decodeWithStandIns(bytes, length);
    }
  }

  private static String decodeWithStandIns(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < length) {
      int size = sequence(bytes, i, length);
      if (size == 0) {
        text.append(Utf8.escaped(bytes[i] & 0xff));
        i++;
      } else {
        text.append(new String(bytes, i, size, StandardCharsets.UTF_8));
        i += size;
      }
    }
    return text.toString();
  }

  /** Length of the valid sequence at {@code at}, or 0. */
  private static int sequence(byte[] bytes, int at, int length) {
    int lead = bytes[at] & 0xff;
    int size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (size == 0 || at + size > length) {
      return 0;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, size));
      return size;
    } catch (CharacterCodingException e) {
      return 0;
    }
  }
}
