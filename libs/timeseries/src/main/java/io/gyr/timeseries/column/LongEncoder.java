package io.gyr.timeseries.column;

/**
 * Writes columns of whole numbers. Tries the numbers themselves, their differences, the differences
 * of those and the distances from a straight line, all divided by what divides all of them, and
 * keeps what {@link Bins} finds shortest of those that look promising. Arithmetic wraps, so every
 * array comes back as it was. Reusable; not for several threads at once.
 */
public final class LongEncoder {
  /** Not differences but distances from a straight line: for times that are late by a little. */
  static final int LINE = 3;

  private static final int ORDERS = 4;

  /** How much worse than the best estimate an order may look to be tried. */
  private static final float WORTH_A_LOOK = 1.08f;

  private static final float SLACK_BITS = 24;

  private final long[][] residuals = new long[ORDERS][];
  private final Bins[] bins = {new Bins(), new Bins(), new Bins(), new Bins()};
  private final RadixSort sort = new RadixSort();
  private final OrderEstimate estimate = new OrderEstimate();
  private final float[] estimates = new float[ORDERS];
  private final StateTable table = new StateTable();
  private final BitOutput places = new BitOutput();
  private final BitOutput ranges = new BitOutput();
  private long[] sorted = new long[0];
  private long[] steps = new long[0];
  private long slope;

  /** Appends the first {@code n} of {@code numbers}. */
  public void encode(long[] numbers, int n, ByteOutput out) {
    if (n == 0) {
      return;
    }
    reserve(n);
    long divisor = divide(numbers, n);
    int order = chooseOrder(n);
    Bins chosen = bins[order];
    int divided = divisor > 1 ? 1 : 0;
    out.writeByte(order | divided << 2 | chosen.count << 3);
    out.writeZigzag(numbers[0]);
    if (divided == 1) {
      out.writeVarint(divisor);
    }
    if (order == 2) {
      out.writeZigzag(residuals[1][0]);
    } else if (order == LINE) {
      out.writeZigzag(slope);
    }
    writeBins(chosen, out);
    if (chosen.count > 1) {
      writeRanges(residuals[order], residualCount(n, order), chosen, out);
    } else if (chosen.count == 1) {
      writePlaces(residuals[order], residualCount(n, order), chosen);
    }
    if (chosen.count > 0) {
      int length = places.finish();
      out.write(places.bytes(), length);
    }
  }

  private static int residualCount(int n, int order) {
    return Math.max(0, n - (order == 2 ? 2 : 1));
  }

  private void reserve(int n) {
    if (sorted.length < n) {
      sorted = new long[n];
      steps = new long[n];
      for (int order = 0; order < ORDERS; order++) {
        residuals[order] = new long[n];
      }
    }
    places.clear();
    ranges.clear();
  }

  /** Differences to the first number, divided, as residuals of order 0; returns the divisor. */
  private long divide(long[] numbers, int n) {
    long first = numbers[0];
    long min = first;
    long max = first;
    for (int i = 1; i < n; i++) {
      min = Math.min(min, numbers[i]);
      max = Math.max(max, numbers[i]);
    }
    long[] relative = residuals[0];
    long divisor = 0;
    boolean overflows = max - min < 0;
    for (int i = 1; i < n; i++) {
      long difference = numbers[i] - first;
      relative[i - 1] = difference;
      if (divisor != 1) {
        divisor = overflows ? 1 : gcd(divisor, Math.abs(difference));
      }
    }
    if (divisor > 1) {
      for (int i = 0; i < n - 1; i++) {
        relative[i] /= divisor;
      }
    }
    return divisor;
  }

  private static long gcd(long a, long b) {
    long greater = a;
    long smaller = b;
    while (smaller != 0) {
      long rest = greater % smaller;
      greater = smaller;
      smaller = rest;
    }
    return greater;
  }

  /** Fills residuals of all orders and bins of those that are worth it and returns the best. */
  private int chooseOrder(int n) {
    long[] first = residuals[1];
    long[] relative = residuals[0];
    long previous = 0;
    for (int i = 0; i < n - 1; i++) {
      first[i] = relative[i] - previous;
      previous = relative[i];
    }
    if (chooseIfEqual(relative, n - 1, 0) && bins[0].count == 0) {
      return 0;
    }
    if (chooseIfEqual(first, n - 1, 1)) {
      return 1;
    }
    float least = Float.POSITIVE_INFINITY;
    for (int order = 0; order < ORDERS; order++) {
      estimates[order] =
          prepare(order, n)
              ? estimate.bits(residuals[order], residualCount(n, order))
              : Float.POSITIVE_INFINITY;
      least = Math.min(least, estimates[order]);
    }
    int best = 0;
    double bestSize = Double.POSITIVE_INFINITY;
    for (int order = 0; order < ORDERS; order++) {
      if (estimates[order] <= least * WORTH_A_LOOK + SLACK_BITS) {
        choose(order, residualCount(n, order));
        if (bins[order].size < bestSize) {
          bestSize = bins[order].size;
          best = order;
        }
      }
    }
    return best;
  }

  /** Fills the residuals of an order behind the first; false where it makes no sense. */
  private boolean prepare(int order, int n) {
    if (n <= order) {
      return false;
    }
    if (order == 2) {
      long[] first = residuals[1];
      for (int i = 1; i < n - 1; i++) {
        residuals[2][i - 1] = first[i] - first[i - 1];
      }
    }
    return order != LINE || nearLine(n);
  }

  private void choose(int order, int count) {
    if (!chooseIfEqual(residuals[order], count, order)) {
      sort.sort(residuals[order], count, sorted);
      bins[order].choose(sorted, count);
    }
  }

  /** Whether steps differ by little from each other; if so fills the distances from the line. */
  private boolean nearLine(int n) {
    long[] relative = residuals[0];
    long[] first = residuals[1];
    slope = Math.round((double) relative[n - 2] / (n - 1));
    long allowed = Math.abs(slope) / 4;
    long[] distances = residuals[LINE];
    long line = 0;
    for (int i = 0; i < n - 1; i++) {
      long off = first[i] - slope;
      if (off > allowed || off < -allowed) {
        return false;
      }
      line += slope;
      distances[i] = relative[i] - line;
    }
    return true;
  }

  /** Settles the bins without a search where all residuals are equal. */
  private boolean chooseIfEqual(long[] numbers, int count, int order) {
    for (int i = 1; i < count; i++) {
      if (numbers[i] != numbers[0]) {
        return false;
      }
    }
    Bins single = bins[order];
    single.count = count > 0 && numbers[0] != 0 ? 1 : 0;
    single.lower[0] = count > 0 ? numbers[0] : 0;
    single.bits[0] = 0;
    single.size = single.count * 16;
    return true;
  }

  private static void writeBins(Bins chosen, ByteOutput out) {
    int count = chosen.count;
    if (count > 1) {
      out.writeByte(chosen.log);
    }
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        out.writeZigzag(chosen.lower[0]);
      } else {
        out.writeVarint(chosen.lower[i] - chosen.lower[i - 1]);
      }
      out.writeByte(chosen.bits[i]);
      if (i < count - 1) {
        out.writeVarint(chosen.weights[i] - 1);
      }
    }
  }

  private void writePlaces(long[] numbers, int count, Bins chosen) {
    long lower = chosen.lower[0];
    int bits = chosen.bits[0];
    for (int i = 0; i < count; i++) {
      places.write(numbers[i] - lower, bits);
    }
  }

  /**
   * States run backwards here and forwards when decoded. Numbers at even and at odd places have a
   * state each, so that the decoder can follow both at once.
   */
  private void writeRanges(long[] numbers, int count, Bins chosen, ByteOutput out) {
    table.prepareEncoding(chosen.log, chosen.weights, chosen.count);
    int even = 1 << chosen.log;
    int odd = even;
    for (int i = count - 1; i >= 0; i--) {
      int range = chosen.of(numbers[i]);
      int state = (i & 1) == 0 ? even : odd;
      int bits = table.bitsToWrite(state, range);
      steps[i] = (long) range << 32 | bits << 16 | state & (1 << bits) - 1;
      state = table.after(state, bits, range);
      if ((i & 1) == 0) {
        even = state;
      } else {
        odd = state;
      }
    }
    int mask = (1 << chosen.log) - 1;
    ranges.write(even & mask, chosen.log);
    ranges.write(odd & mask, chosen.log);
    for (int i = 0; i < count; i++) {
      int range = (int) (steps[i] >>> 32);
      ranges.write(steps[i] & 0xffff, (int) steps[i] >>> 16);
      places.write(numbers[i] - chosen.lower[range], chosen.bits[range]);
    }
    int length = ranges.finish();
    out.writeVarint(length);
    out.write(ranges.bytes(), length);
  }
}
