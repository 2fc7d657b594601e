package io.gyr.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CalendarTimeTest {
  @Property(seed = "42")
  void isTheCalendarsWhereThereIsOne(
      @ForAll @LongRange(min = -300_000_000_000L, max = 300_000_000_000L) long seconds) {
    ZonedDateTime expected = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
    CalendarTime time = CalendarTime.of(seconds);
    assertThat(time.year()).isEqualTo(expected.getYear());
    assertThat(time.date().getMonth()).isEqualTo(expected.getMonth());
    assertThat(time.date().getDayOfMonth()).isEqualTo(expected.getDayOfMonth());
    assertThat(time.date().getDayOfWeek()).isEqualTo(expected.getDayOfWeek());
    assertThat(time.date().getDayOfYear()).isEqualTo(expected.getDayOfYear());
    assertThat(time.secondOfDay()).isEqualTo(expected.toLocalTime().toSecondOfDay());
  }

  /** As a Prometheus 2.42 answers day_of_year, day_of_week and minute of infinity. */
  @Test
  void whatIsNoNumberOfSecondsIsGosLowest() {
    for (double seconds : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e300}) {
      CalendarTime time = CalendarTime.of(seconds);
      assertThat(time.date().getDayOfYear()).isEqualTo(339);
      assertThat(time.date().getDayOfWeek().getValue() % 7).isZero();
      assertThat(time.secondOfDay() / 60 % 60).isEqualTo(30);
    }
  }
}
