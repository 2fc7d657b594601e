package io.gyr.promql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.parser.Parser;
import io.gyr.promql.parser.ParserOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
  private static final ParserOptions OPTIONS = new ParserOptions(false, false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|a",
        "-(a)|a",
        "rate(a[5m]) / on (job) sum by (job) (b offset 1m)|a b",
        "topk(scalar(k), a)|k a",
        "max_over_time(rate(a[5m])[1h:1m])|a",
        "histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))|a_bucket",
      })
  void areFoundWhereverTheyStand(String query, String names) throws Exception {
    assertThat(Selectors.of(Parser.parse(query, OPTIONS)))
        .extracting(VectorSelector::name)
        .containsExactly(names.split(" "));
  }

  @Test
  void aNumberHasNone() throws Exception {
    assertThat(Selectors.of(Parser.parse("1 + time()", OPTIONS))).isEmpty();
  }
}
