package io.gyr.promql.function;

import java.time.LocalDate;

/**
 * A moment's parts in UTC, for every 64-bit number of seconds, as Go's time package has them: it
 * counts from the year -292277022399 in an unsigned number, so what lies before that comes out at
 * the other end. Prometheus's functions of dates show it for NaN and infinities, which Go makes the
 * lowest number of seconds there is.
 *
 * @param year the year
 * @param date a day in the years 1 to 400 that has all else in common with that of the moment
 * @param secondOfDay 0 to 86399
 */
record CalendarTime(double year, LocalDate date, int secondOfDay) {
  private static final int DAY = 86_400;
  private static final int DAYS_IN_400_YEARS = 146_097;
  private static final long FIRST_YEAR = -292_277_022_400L;

  /** Seconds from the beginning of the first year to 1970. */
  private static final long SINCE_FIRST_YEAR = 9_223_372_028_715_321_600L;

  private static final LocalDate BEGIN = LocalDate.of(1, 1, 1);
  private static final double TWO_TO_63 = 0x1p63;

  /** The moment at so many seconds since 1970. */
  static CalendarTime of(double seconds) {
    long whole = Math.abs(seconds) < TWO_TO_63 ? (long) seconds : Long.MIN_VALUE;
    long since = whole + SINCE_FIRST_YEAR;
    long days = Long.divideUnsigned(since, DAY);
    LocalDate date = BEGIN.plusDays(days % DAYS_IN_400_YEARS);
    return new CalendarTime(
        FIRST_YEAR + days / DAYS_IN_400_YEARS * 400 + date.getYear(),
        date,
        (int) Long.remainderUnsigned(since, DAY));
  }
}
