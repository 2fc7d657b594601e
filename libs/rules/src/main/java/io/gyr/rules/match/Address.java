package io.gyr.rules.match;

/**
 * Reads textual addresses as numbers, without allocating: an IPv4 address as one, an IPv6 address
 * as two halves. An IPv4 address in the dress of IPv6 ({@code ::ffff:10.0.0.1}) is read as IPv4.
 */
final class Address {

  /** What {@link #ipv4} gives for a text that is no IPv4 address. */
  static final long NONE = -1;

  private static final String MAPPED = "::ffff:";

  private Address() {}

  /** The 32 bits of an IPv4 address, or {@link #NONE}. */
  static long ipv4(String text) {
    int at = text.startsWith(MAPPED) && text.indexOf('.') > 0 ? MAPPED.length() : 0;
    long bits = 0;
    for (int part = 0; part < 4; part++) {
      int value = 0;
      int digits = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && digits < 4) {
        value = value * 10 + text.charAt(at++) - '0';
        digits++;
      }
      if (digits == 0 || value > 255) {
        return NONE;
      }
      bits = bits << 8 | value;
      if (part < 3 && (at >= text.length() || text.charAt(at++) != '.')) {
        return NONE;
      }
    }
    return at == text.length() ? bits : NONE;
  }

  /** Whether the text is an IPv6 address in hexadecimal groups. */
  static boolean isIpv6(String text) {
    int groups = 0;
    int digits = 0;
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ':') {
        if (Character.digit(c, 16) < 0 || ++digits > 4) {
          return false;
        }
        groups += digits == 1 ? 1 : 0;
      } else {
        if (i > 0 && text.charAt(i - 1) == ':') {
          if (gap) {
            return false;
          }
          gap = true;
        }
        digits = 0;
      }
    }
    boolean looseColon =
        (text.startsWith(":") && !text.startsWith("::"))
            || (text.endsWith(":") && !text.endsWith("::"));
    return !looseColon && (gap ? groups < 8 : groups == 8);
  }

  /** The upper 64 bits of a text that {@link #isIpv6}. */
  static long high(String text) {
    return half(text, 0);
  }

  /** The lower 64 bits of a text that {@link #isIpv6}. */
  static long low(String text) {
    return half(text, 4);
  }

  private static long half(String text, int firstGroup) {
    int gap = text.indexOf("::");
    int after = gap < 0 ? 0 : groups(text, gap + 2, text.length());
    int end = gap < 0 ? text.length() : gap;
    long bits = 0;
    for (int group = firstGroup; group < firstGroup + 4; group++) {
      int value = group(text, 0, end, group);
      if (value < 0) {
        value = gap < 0 ? -1 : group(text, gap + 2, text.length(), group - (8 - after));
      }
      bits = bits << 16 | Math.max(value, 0);
    }
    return bits;
  }

  private static int groups(String text, int from, int to) {
    int groups = 0;
    for (int i = from; i < to; i++) {
      groups += text.charAt(i) != ':' && (i == from || text.charAt(i - 1) == ':') ? 1 : 0;
    }
    return groups;
  }

  /** Value of the group with a number among those between two offsets, or -1. */
  private static int group(String text, int from, int to, int number) {
    int group = -1;
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != ':') {
        if (i == from || text.charAt(i - 1) == ':') {
          group++;
          value = 0;
        }
        value = value << 4 | Character.digit(c, 16);
        if (group == number && (i + 1 == to || text.charAt(i + 1) == ':')) {
          return value;
        }
      }
    }
    return -1;
  }
}
