package io.gyr.rules.json;

import java.util.Arrays;
import java.util.function.BiConsumer;

/** The bytes of an object while it is looked for its end. For one thread. */
final class KeptObject {

  private byte[] bytes = new byte[8192];
  private int length;
  private long line;

  /** Forgets what was kept and begins anew. */
  void begin(long atLine) {
    length = 0;
    line = atLine;
  }

  /** The line that it begins on. */
  long line() {
    return line;
  }

  int length() {
    return length;
  }

  /** Keeps a byte, and says whether there was still room for it. */
  boolean keep(byte b) {
    if (length == JsonReader.MAX_BYTES) {
      return false;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(2 * length, JsonReader.MAX_BYTES));
    }
    bytes[length++] = b;
    return true;
  }

  /** Whether what was kept since a place, the last byte left out, is a text. */
  boolean endsWith(byte[] text, int since) {
    return length - 1 - since == text.length
        && Arrays.equals(bytes, since, length - 1, text, 0, text.length);
  }

  /** Reads all of it as one document. */
  JsonValue read() throws JsonException {
    return JsonReader.read(Arrays.copyOf(bytes, length));
  }

  /**
   * Reads those of its lines, if it has several, that are objects by themselves. That others are
   * not is nothing new.
   */
  void readLines(BiConsumer<JsonValue, Long> objects) {
    long number = line;
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        readLine(start, i, number++, objects);
        start = i + 1;
      }
    }
    if (start > 0) {
      readLine(start, length, number, objects);
    }
  }

  private void readLine(int start, int end, long number, BiConsumer<JsonValue, Long> objects) {
    if (start == end || bytes[start] != '{') {
      return;
    }
    JsonValue object;
    try {
      object = JsonReader.read(Arrays.copyOfRange(bytes, start, end));
    } catch (JsonException notByItself) {
      return;
    }
    objects.accept(object, number);
  }
}
