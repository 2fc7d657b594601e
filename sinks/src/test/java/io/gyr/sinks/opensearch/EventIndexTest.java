package io.gyr.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIndexTest {
  @ParameterizedTest
  @CsvSource({
    "1767225599999999999, gyr-events-2025.12",
    "1767225600000000000, gyr-events-2026.01",
    "0, gyr-events-1970.01",
    "-1, gyr-events-1969.12"
  })
  void isThatOfTheMonthInUtc(long timeNs, String index) {
    assertThat(EventIndex.of(timeNs)).isEqualTo(index);
  }
}
