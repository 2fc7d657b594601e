package io.gyr.api.prometheus.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.http.Json;
import io.gyr.promql.text.Numbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonOutputTest {
  private interface Writing {
    void write(JsonOutput out) throws IOException;
  }

  private static String written(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonOutput out = new JsonOutput(bytes);
    writing.write(out);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-1.5, -1.5",
    "0.1, 0.1",
    "2e-3, 0.002",
    "0.000001, 0.000001",
    "9.5e-7, 9.5e-07",
    "1e-300, 1e-300",
    "123456789012345680, 123456789012345680",
    "999999999999999900000, 999999999999999900000",
    "1e21, 1e+21",
    "1.25e30, 1.25e+30",
    "2E-323, 2e-323",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void valuesAreWrittenAsPrometheusDoes(double value, String expected) throws IOException {
    assertThat(written(out -> out.value(value))).isEqualTo('"' + expected + '"');
  }

  @Test
  void digitsAreTheShortestOnes() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> random.nextDouble() * 1e6;
            case 1 -> random.nextInt(1_000_000) / 1000.0;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 5);
          };
      if (Math.abs(value) >= 1e-6) {
        assertThat(written(out -> out.value(value))).isEqualTo('"' + Numbers.plain(value) + '"');
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4000, 4",
    "1435781451781, 1435781451.781",
    "1500, 1.500",
    "1, 0.001",
    "-1, -0.001",
    "-62135596800000, -62135596800",
    "9223372036854775807, 9223372036854775.807",
  })
  void timesAreSeconds(long ms, String expected) throws IOException {
    assertThat(written(out -> out.seconds(ms))).isEqualTo(expected);
  }

  @Test
  void textsComeBackFromJson() throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      int c = i < 1000 ? i : random.nextInt(0x10ffff);
      text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? '"' : c);
    }
    JsonNode back =
        Json.read(
            written(out -> out.raw("[").string(text.toString()).raw("]"))
                .getBytes(StandardCharsets.UTF_8));
    assertThat(back.path(0).asText()).isEqualTo(text.toString());
  }
}
