package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopTableTest {
  private static String table(String json) throws Exception {
    StringWriter text = new StringWriter();
    TopTable.write(new PrintWriter(text, true), new ObjectMapper().readTree(json));
    return text.toString();
  }

  @Test
  void metricsHaveTheirSeriesAndGrowth() throws Exception {
    assertThat(
            table(
                """
                {"by":"metric","series":12,"series_yesterday":8,"total":3,"entries":[
                {"name":"cpu","series":9,"series_yesterday":8},
                {"name":"fresh","series":3,"series_yesterday":0}]}"""))
        .isEqualTo(
            """
            12 series today, 8 yesterday (+50 %)

            METRIC    SERIES YESTERDAY   GROWTH
            cpu            9         8    +13 %
            fresh          3         0      new
            and 1 more; --limit shows more of them
            """);
  }

  @Test
  void labelsHaveTheirValues() throws Exception {
    assertThat(
            table(
                """
                {"by":"label","series":12,"series_yesterday":0,"total":1,"entries":[
                {"name":"path","series":9,"series_yesterday":8,"values":5,"values_yesterday":10}]}"""))
        .isEqualTo(
            """
            12 series today, 0 yesterday

            LABEL    VALUES YESTERDAY    SERIES   GROWTH
            path          5        10         9    -50 %
            """);
  }

  @Test
  void agentsHaveTheirHosts() throws Exception {
    assertThat(
            table(
                """
                {"by":"agent","series":1,"series_yesterday":1,"total":2,"entries":[
                {"name":"4f2a","series":1,"series_yesterday":1,"host":"web-1"},
                {"name":"of job api","series":1,"series_yesterday":1,"host":null}]}"""))
        .contains("4f2a (web-1) ", "of job api   ");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -", "5, 0, new", "0, 5, -100 %", "5, 5, +0 %", "300, 100, +200 %"})
  void growthIsInPercent(int now, int before, String expected) {
    assertThat(TopTable.growth(now, before)).isEqualTo(expected);
  }
}
