package io.gyr.capture;

import java.nio.charset.StandardCharsets;

/** Lists of texts that each end with a zero byte. */
final class Texts {
  static final String[] NONE = {};

  private Texts() {}

  /** The texts; as in libsinsp one zero byte at the end is no text of its own. */
  static String[] split(byte[] bytes, int start, int length) {
    int end = start + length;
    if (length > 0 && bytes[end - 1] == 0) {
      end--;
    }
    if (end <= start) {
      return NONE;
    }
    int count = 1;
    for (int i = start; i < end; i++) {
      if (bytes[i] == 0) {
        count++;
      }
    }
    String[] texts = new String[count];
    int from = start;
    for (int n = 0; n < count; n++) {
      int to = from;
      while (to < end && bytes[to] != 0) {
        to++;
      }
      texts[n] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      from = to + 1;
    }
    return texts;
  }
}
