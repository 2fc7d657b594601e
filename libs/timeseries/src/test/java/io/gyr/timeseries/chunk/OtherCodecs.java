package io.gyr.timeseries.chunk;

import java.util.zip.Deflater;

/** How large other codecs would make the values of a chunk, in bytes. For comparison only. */
final class OtherCodecs {
  private OtherCodecs() {}

  /** Gorilla's XOR (Pelkonen and others, VLDB 2015), as in Prometheus's chunks. */
  static double xor(double[] values, int count) {
    long bits = Double.SIZE;
    int leading = 0xff;
    int trailing = 0;
    for (int i = 1; i < count; i++) {
      long xor = Double.doubleToRawLongBits(values[i]) ^ Double.doubleToRawLongBits(values[i - 1]);
      if (xor == 0) {
        bits++;
        continue;
      }
      int newLeading = Math.min(31, Long.numberOfLeadingZeros(xor));
      int newTrailing = Long.numberOfTrailingZeros(xor);
      if (leading != 0xff && newLeading >= leading && newTrailing >= trailing) {
        bits += 2 + Long.SIZE - leading - trailing;
      } else {
        leading = newLeading;
        trailing = newTrailing;
        bits += 2 + 5 + 6 + Long.SIZE - leading - trailing;
      }
    }
    return bits / 8.0;
  }

  /** Decimal scaling, differences in the order that suits, blocks of 128 in frames of reference. */
  static double frames(double[] values, int count) {
    long[] whole = decimal(values, count);
    double best = Double.POSITIVE_INFINITY;
    for (int order = 0; order < 3; order++) {
      double bytes = 0;
      for (int from = 0; from < count; from += 128) {
        int to = Math.min(count, from + 128);
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
          min = Math.min(min, whole[i]);
          max = Math.max(max, whole[i]);
        }
        int width = Long.SIZE - Long.numberOfLeadingZeros(max - min);
        bytes +=
            1 + (70.0 - Long.numberOfLeadingZeros(Math.abs(min))) / 7 + width * (to - from) / 8.0;
      }
      best = Math.min(best, bytes);
      for (int i = count - 1; i > order; i--) {
        whole[i] -= whole[i - 1];
      }
    }
    return best;
  }

  /**
   * Decimal scaling, differences as variable-length bytes, deflated: the way of VictoriaMetrics.
   */
  static double deflated(double[] values, int count, boolean counter) {
    long[] whole = decimal(values, count);
    int orders = counter ? 2 : 1;
    for (int order = 0; order < orders; order++) {
      for (int i = count - 1; i > order; i--) {
        whole[i] -= whole[i - 1];
      }
    }
    byte[] bytes = new byte[10 * count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      long rest = whole[i] << 1 ^ whole[i] >> 63;
      while (rest > 0x7f) {
        bytes[length++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[length++] = (byte) rest;
    }
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(bytes, 0, length);
    deflater.finish();
    int deflatedLength = deflater.deflate(new byte[2 * bytes.length]);
    deflater.end();
    return Math.min(length, deflatedLength);
  }

  private static long[] decimal(double[] values, int count) {
    double power = 1;
    for (int i = 0; i < count; i++) {
      while (Math.rint(values[i] * power) / power != values[i]) {
        power *= 10;
      }
    }
    long[] whole = new long[count];
    for (int i = 0; i < count; i++) {
      whole[i] = Math.round(values[i] * power);
    }
    return whole;
  }
}
