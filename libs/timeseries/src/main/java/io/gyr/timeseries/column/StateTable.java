package io.gyr.timeseries.column;

/**
 * The states of an asymmetric numeral system (Duda, arXiv:1311.2540) over 2^log states in its
 * tabled form (Collet's FSE): a symbol of weight w holds w of the states, and costs log - log2(w)
 * bits, fractions included. Weights are spread over the states with FSE's step, which is odd and so
 * meets each state once.
 */
final class StateTable {
  static final int MIN_LOG = 5;
  static final int MAX_LOG = 9;
  private static final int STATES = 1 << MAX_LOG;
  private static final int SYMBOL_BITS = 5;
  private static final int BITS_BITS = 4;

  private final byte[] symbols = new byte[STATES];
  private final int[] next = new int[1 << SYMBOL_BITS];
  private final int[] starts = new int[1 << SYMBOL_BITS];

  /** For decoding: symbol, number of bits to read and what to add them to, of each state. */
  final int[] steps = new int[STATES];

  /** For encoding: states of each symbol, from the symbol's start on, in rising order. */
  private final int[] states = new int[STATES];

  private int log;
  private int[] weights = new int[0];

  private void spread(int newLog, int[] newWeights, int count) {
    log = newLog;
    weights = newWeights;
    int mask = (1 << log) - 1;
    int step = (1 << log - 1) + (1 << log - 3) + 3;
    int state = 0;
    for (int symbol = 0; symbol < count; symbol++) {
      for (int i = 0; i < weights[symbol]; i++) {
        symbols[state] = (byte) symbol;
        state = state + step & mask;
      }
    }
  }

  /** Weights are positive and add up to 2^log. */
  void prepareDecoding(int newLog, int[] newWeights, int count) {
    spread(newLog, newWeights, count);
    System.arraycopy(weights, 0, next, 0, count);
    int size = 1 << log;
    for (int state = 0; state < size; state++) {
      int symbol = symbols[state];
      int reduced = next[symbol]++;
      int bits = log - (31 - Integer.numberOfLeadingZeros(reduced));
      int base = (reduced << bits) - size;
      steps[state] = symbol | bits << SYMBOL_BITS | base << SYMBOL_BITS + BITS_BITS;
    }
  }

  static int symbol(int step) {
    return step & (1 << SYMBOL_BITS) - 1;
  }

  static int bits(int step) {
    return step >>> SYMBOL_BITS & (1 << BITS_BITS) - 1;
  }

  static int base(int step) {
    return step >>> SYMBOL_BITS + BITS_BITS;
  }

  /** As {@link #prepareDecoding}. */
  void prepareEncoding(int newLog, int[] newWeights, int count) {
    spread(newLog, newWeights, count);
    int start = 0;
    for (int symbol = 0; symbol < count; symbol++) {
      starts[symbol] = start;
      next[symbol] = start;
      start += weights[symbol];
    }
    for (int state = 0; state < 1 << log; state++) {
      states[next[symbols[state]]++] = state;
    }
  }

  /**
   * How many of the lowest bits of {@code state}, which is 2^log to 2^(log+1) - 1, are written
   * before {@code symbol} takes it on.
   */
  int bitsToWrite(int state, int symbol) {
    int weight = weights[symbol];
    int bits = log - (31 - Integer.numberOfLeadingZeros(weight));
    return state >>> bits < weight ? bits - 1 : bits;
  }

  /** The state after {@code symbol}, 2^log added. */
  int after(int state, int bits, int symbol) {
    return states[starts[symbol] + (state >>> bits) - weights[symbol]] + (1 << log);
  }
}
