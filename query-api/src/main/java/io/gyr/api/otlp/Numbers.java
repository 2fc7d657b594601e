package io.gyr.api.otlp;

import java.util.Arrays;

/** Numbers of eight bytes in the order in which they were sent. Not thread-safe. */
final class Numbers {
  private long[] bits = new long[0];
  private int count;

  void add(long number) {
    if (count == bits.length) {
      bits = Arrays.copyOf(bits, Math.max(16, 2 * count));
    }
    bits[count++] = number;
  }

  void add(double number) {
    add(Double.doubleToRawLongBits(number));
  }

  int size() {
    return count;
  }

  long longAt(int index) {
    return bits[index];
  }

  double doubleAt(int index) {
    return Double.longBitsToDouble(bits[index]);
  }
}
