package io.gyr.timeseries.column;

/** Reads what {@link DoubleEncoder} wrote. Reusable; not for several threads at once. */
public final class DoubleDecoder {
  private final LongDecoder longs = new LongDecoder();
  private long[] latent = new long[0];

  /**
   * Reads {@code n} numbers into {@code values} from {@code at} on.
   *
   * @throws MalformedChunkException if no encoder wrote this; what {@code values} holds then is
   *     undefined
   */
  public void decode(ByteInput in, int n, double[] values, int at) throws MalformedChunkException {
    if (n == 0) {
      return;
    }
    if (latent.length < n) {
      latent = new long[n];
    }
    int head = in.readByte();
    int exponent = head >>> DoubleLayout.EXPONENT_SHIFT;
    boolean ordered = (head & DoubleLayout.ORDERED_BITS) != 0;
    if (exponent >= DoubleLayout.POWERS.length || ordered && exponent != 0) {
      throw new MalformedChunkException("exponent " + exponent + " before byte " + in.position());
    }
    longs.decode(in, n, latent, 0);
    long[] numbers = latent;
    if (ordered) {
      for (int i = 0; i < n; i++) {
        values[at + i] = Double.longBitsToDouble(DoubleLayout.ordered(numbers[i]));
      }
    } else if (exponent == 0) {
      for (int i = 0; i < n; i++) {
        values[at + i] = numbers[i];
      }
    } else {
      double power = DoubleLayout.POWERS[exponent];
      for (int i = 0; i < n; i++) {
        values[at + i] = numbers[i] / power;
      }
    }
    if ((head & DoubleLayout.PATCHED) != 0) {
      readPatches(in, n, values, at);
    }
  }

  private static void readPatches(ByteInput in, int n, double[] values, int at)
      throws MalformedChunkException {
    int patches = in.readCount("patches", n);
    int next = 0;
    long before = 0;
    for (int i = 0; i < patches; i++) {
      long gapAndCode = in.readVarint();
      long gap = gapAndCode >>> DoubleLayout.CODE_BITS;
      if (gap >= n - next) {
        throw new MalformedChunkException("patch beyond the end before byte " + in.position());
      }
      int code = (int) gapAndCode & (1 << DoubleLayout.CODE_BITS) - 1;
      if (code > DoubleLayout.ANY) {
        throw new MalformedChunkException("patch of code 7 before byte " + in.position());
      }
      if (code == DoubleLayout.ANY) {
        before = in.readLong();
      } else if (code < DoubleLayout.AGAIN) {
        before = DoubleLayout.bits(code);
      }
      next += (int) gap;
      values[at + next++] = Double.longBitsToDouble(before);
    }
  }
}
