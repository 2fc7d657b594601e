package io.gyr.promql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  /** What Go prints with {@code %g} and with {@code FormatFloat(v, 'f', -1, 64)}. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "-0.0, -0, -0",
    "123456, 123456, 123456",
    "1234567, 1.234567e+06, 1234567",
    "0.0001, 0.0001, 0.0001",
    "0.00001, 1e-05, 0.00001",
    "2e-3, 0.002, 0.002",
    "5.684341886080802E-14, 5.684341886080802e-14, 0.00000000000005684341886080802",
    "1e21, 1e+21, 1000000000000000000000",
  })
  void printsAsGo(double value, String general, String plain) {
    assertThat(Numbers.general(value)).isEqualTo(general);
    assertThat(Numbers.plain(value)).hasSameSizeAs(plain).isEqualTo(plain);
  }

  @Test
  void theSmallestNumberHasOneDigit() {
    assertThat(Numbers.general(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(Numbers.plain(Double.MIN_VALUE)).isEqualTo("0." + "0".repeat(323) + "5");
  }

  @Property(seed = "20261122")
  void readsBackWhatItPrints(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    assertThat(Double.compare(Numbers.parse(Numbers.general(value)), value)).isZero();
    assertThat(Double.compare(Numbers.parse(Numbers.plain(value)), value)).isZero();
  }

  @Property(seed = "20261122")
  void durationsReadBackWhatTheyPrint(@ForAll @IntRange(min = 0) int millis) {
    assertThat(Durations.parse(Durations.format(millis))).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({"1h30m, 5400000", "1w, 604800000", "1y1d, 31622400000", "0, 0", "1s500ms, 1500"})
  void readsDurations(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1m1h", "5mm", "1x", "-1s", "9999999999y"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1d", "1f", "0x", "--1", "1..2", "e5"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> Numbers.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Property(seed = "20261122")
  void quotedTextReadsBack(@ForAll String text) {
    if (Utf8.isValid(text)) {
      assertThat(Quoted.unquote(Quoted.of(text))).isEqualTo(text);
    }
  }
}
