package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.SeriesPeriod;

/**
 * In which periods something has been: the last even and the last odd one are remembered, for late
 * samples are at most of the period before.
 */
final class Periods {
  private final SeriesPeriod period;
  long even = Long.MIN_VALUE;
  long odd = Long.MIN_VALUE;

  Periods(SeriesPeriod period) {
    this.period = period;
  }

  /** Enters the period of a time; returns whether it was not entered before. */
  boolean enter(long timeMs) {
    long number = Math.floorDiv(timeMs, period.length().toMillis());
    if ((number & 1) == 0) {
      boolean entered = even != number;
      even = number;
      return entered;
    }
    boolean entered = odd != number;
    odd = number;
    return entered;
  }

  /** The same, for another that may enter by itself. */
  Periods copy() {
    Periods copy = new Periods(period);
    copy.even = even;
    copy.odd = odd;
    return copy;
  }
}
