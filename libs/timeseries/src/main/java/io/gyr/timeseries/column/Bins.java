package io.gyr.timeseries.column;

import java.util.Arrays;

/**
 * Splits numbers into few ranges, so that the number of the range (coded with {@link StateTable})
 * and the place within it (plain bits) together are as short as can be.
 *
 * <p>How it works: the numbers are sorted and cut at quantiles, close together at both ends for the
 * sake of outliers, never between equal numbers, and around each number that is frequent. Dynamic
 * programming then joins neighbours: a range of c of the n numbers with places of b bits costs c *
 * (log2(n/c) + b) and its own description. One range is frame-of-reference bit packing, a range for
 * the outliers is its patched form, a range of one value is a run of equals: which of them fits
 * comes out by itself. The idea is Pcodec's (Loncaric, arXiv:2502.06112).
 */
final class Bins {
  static final int MAX = 31;

  /**
   * A decoder fills its table before it reads the first number; more states than this many numbers
   * are worth save less than a thousandth.
   */
  private static final int NUMBERS_A_STATE = 4;

  private static final int QUANTILES = 24;
  private static final int[] ENDS = {1, 3, 8, 20};
  private static final int MAX_EDGES = 2 * (QUANTILES + ENDS.length) * 2 + 4;
  private static final float[] LOG2 = new float[4097];

  static {
    for (int i = 1; i < LOG2.length; i++) {
      LOG2[i] = (float) (Math.log(i) / Math.log(2));
    }
  }

  private final int[] edges = new int[MAX_EDGES];
  private final float[] cost = new float[MAX_EDGES];
  private final int[] from = new int[MAX_EDGES];
  private int edgeCount;

  /** Number of ranges, 1 to {@value #MAX}. */
  int count;

  final long[] lower = new long[MAX];
  final int[] bits = new int[MAX];
  final int[] weights = new int[MAX];
  final int[] members = new int[MAX];
  int log;

  /** Estimated size of everything in bits. */
  double size;

  /** Chooses the ranges for {@code n} sorted numbers, at least one. */
  void choose(long[] sorted, int n) {
    cut(sorted, n);
    float description = 26;
    do {
      join(sorted, n, description);
      description *= 2;
    } while (count > MAX);
    fill(sorted);
    size = cost[edgeCount - 1];
    log = 0;
    if (count > 1) {
      weigh(n);
    }
  }

  private void cut(long[] sorted, int n) {
    edgeCount = 0;
    edges[edgeCount++] = 0;
    for (int end : ENDS) {
      cutAt(sorted, n, end);
    }
    int step = Math.max(1, n / QUANTILES);
    for (int at = step; at < n; at += step) {
      cutAt(sorted, n, at);
    }
    for (int i = ENDS.length - 1; i >= 0; i--) {
      cutAt(sorted, n, n - ENDS[i]);
    }
    if (edges[edgeCount - 1] != n) {
      edges[edgeCount++] = n;
    }
  }

  /** Cuts before and after the equals of the number at {@code at}. */
  private void cutAt(long[] sorted, int n, int at) {
    int last = edges[edgeCount - 1];
    if (at <= last || at >= n || edgeCount > MAX_EDGES - 3) {
      return;
    }
    int start = at;
    while (start > last && sorted[start - 1] == sorted[at]) {
      start--;
    }
    if (start > last) {
      edges[edgeCount++] = start;
    }
    int end = at;
    while (end < n && sorted[end] == sorted[at]) {
      end++;
    }
    if (end - start > 1 && end < n) {
      edges[edgeCount++] = end;
    }
  }

  private void join(long[] sorted, int n, float description) {
    float logOfAll = log2(n);
    cost[0] = 0;
    for (int to = 1; to < edgeCount; to++) {
      float best = Float.POSITIVE_INFINITY;
      for (int start = to - 1; start >= 0; start--) {
        int numbers = edges[to] - edges[start];
        int width = width(sorted[edges[start]], sorted[edges[to] - 1]);
        float sum =
            cost[start] + description + width + numbers * (logOfAll - log2(numbers) + width);
        if (sum < best) {
          best = sum;
          from[to] = start;
        }
      }
      cost[to] = best;
    }
    count = 0;
    for (int to = edgeCount - 1; to > 0; to = from[to]) {
      count++;
    }
  }

  private void fill(long[] sorted) {
    int bin = count;
    for (int to = edgeCount - 1; to > 0; to = from[to]) {
      bin--;
      int start = edges[from[to]];
      lower[bin] = sorted[start];
      bits[bin] = width(sorted[start], sorted[edges[to] - 1]);
      members[bin] = edges[to] - start;
    }
  }

  /** Rounds the shares to weights, with as few states as cost almost nothing. */
  private void weigh(int n) {
    double best = Double.POSITIVE_INFINITY;
    int most = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(n / NUMBERS_A_STATE + 1);
    int start = Math.max(StateTable.MIN_LOG, Math.min(StateTable.MAX_LOG, most));
    for (int candidate = start; candidate >= StateTable.MIN_LOG; candidate--) {
      double bitsNeeded = normalise(n, candidate);
      if (bitsNeeded > best * 1.01) {
        break;
      }
      best = Math.min(best, bitsNeeded);
      log = candidate;
    }
    normalise(n, log);
  }

  private double normalise(int n, int toLog) {
    int states = 1 << toLog;
    int sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.max(1, Math.round((float) members[i] * states / n));
      sum += weights[i];
    }
    while (sum != states) {
      int greatest = 0;
      for (int i = 1; i < count; i++) {
        greatest = weights[i] > weights[greatest] ? i : greatest;
      }
      int change = sum < states ? states - sum : -Math.min(sum - states, weights[greatest] / 4 + 1);
      weights[greatest] += change;
      sum += change;
    }
    double needed = 0;
    for (int i = 0; i < count; i++) {
      needed += members[i] * (toLog - log2(weights[i]));
    }
    return needed;
  }

  /** The range of a number that was among those chosen for. */
  int of(long number) {
    int found = Arrays.binarySearch(lower, 0, count, number);
    return found >= 0 ? found : -found - 2;
  }

  private static int width(long low, long high) {
    return Long.SIZE - Long.numberOfLeadingZeros(high - low);
  }

  static float log2(int number) {
    return number < LOG2.length ? LOG2[number] : (float) (Math.log(number) / Math.log(2));
  }
}
