package io.gyr.promql.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Order of texts in which numbers count by their value: {@code a2} before {@code a10}. */
public final class NaturalOrder {
  private NaturalOrder() {}

  /** Whether the one comes before the other, which is different. */
  public static boolean isBefore(String a, String b) {
    List<String> left = chunks(a);
    List<String> right = chunks(b);
    for (int i = 0; i < left.size(); i++) {
      if (i >= right.size()) {
        return false;
      }
      String x = left.get(i);
      String y = right.get(i);
      if (isDigit(x) && isDigit(y)) {
        int order = new BigInteger(x).compareTo(new BigInteger(y));
        if (order != 0) {
          return order < 0;
        }
        if (x.length() != y.length()) {
          return x.length() < y.length();
        }
      } else if (!x.equals(y)) {
        return x.compareTo(y) < 0;
      }
    }
    return left.size() < right.size();
  }

  private static List<String> chunks(String text) {
    List<String> chunks = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || digit(text, i) != digit(text, i - 1)) {
        chunks.add(text.substring(start, i));
        start = i;
      }
    }
    return chunks;
  }

  private static boolean isDigit(String chunk) {
    return digit(chunk, 0);
  }

  private static boolean digit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
