package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlCallsTest {
  @ParameterizedTest
  @CsvSource({
    "1700000000, 1700000000",
    "1700000000.5, 1700000000.5",
    "1.7e9, 1700000000",
    "2023-11-14T22:13:20Z, 1700000000.000",
    "2023-11-14T23:13:20.25+01:00, 1700000000.250",
  })
  void timesBecomeSeconds(String text, String expected) {
    assertThat(PromqlCalls.time("--time", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-90s, 90", "-15m, 900", "-2h, 7200", "-3d, 259200", "-1w, 604800"})
  void agoCountsFromNow(String text, long seconds) {
    BigDecimal ago = new BigDecimal(PromqlCalls.time("--start", text));
    BigDecimal now = new BigDecimal(PromqlCalls.time("--start", "now"));
    assertThat(now.subtract(ago).doubleValue()).isBetween((double) seconds, seconds + 60.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "", "-5x", "2023-11-14"})
  void whatIsNoTimeIsExplained(String text) {
    assertThatThrownBy(() -> PromqlCalls.time("--end", text))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("--end is '" + text + "'; give seconds since 1970");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"__name__\":\"up\"} | up",
        "{\"__name__\":\"up\",\"a\":\"b\\\"c\"} | up{a=\"b\\\"c\"}",
        "{\"a\":\"b\",\"c\":\"d\"} | {a=\"b\", c=\"d\"}",
        "{} | {}",
      })
  void seriesAreWrittenAsInPromql(String metric, String expected) throws Exception {
    assertThat(PromqlCalls.series(new ObjectMapper().readTree(metric))).isEqualTo(expected);
  }

  @Test
  void pointsAreWrittenForPeople() throws Exception {
    JsonNode point = new ObjectMapper().readTree("[1700000000.5,\"0.25\"]");
    assertThat(PromqlCalls.time(point)).isEqualTo("2023-11-14T22:13:20.500Z");
    assertThat(PromqlCalls.value(point)).isEqualTo("0.25");
  }
}
