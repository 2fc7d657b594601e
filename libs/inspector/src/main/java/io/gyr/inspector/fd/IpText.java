package io.gyr.inspector.fd;

import java.util.Arrays;

/** IP addresses as inet_ntop(3) writes them. */
public final class IpText {
  private IpText() {}

  /** Four bytes, first one first. */
  public static String v4(int a, int b, int c, int d) {
    return a + "." + b + "." + c + "." + d;
  }

  /** Whether these are an IPv4 address dressed as an IPv6 one (::ffff:a.b.c.d). */
  public static boolean isMapped(byte[] address) {
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[10] == -1 && address[11] == -1;
  }

  /** The IPv4 address within a mapped one. */
  public static String mapped(byte[] address) {
    return v4(address[12] & 0xff, address[13] & 0xff, address[14] & 0xff, address[15] & 0xff);
  }

  /** Sixteen bytes: the longest run of zero groups becomes "::". */
  public static String v6(byte[] address) {
    int[] groups = new int[8];
    Arrays.setAll(groups, i -> (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff);
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        boolean afterGap = bestStart >= 0 && i == bestStart + bestLength;
        if (i > 0 && !afterGap) {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
