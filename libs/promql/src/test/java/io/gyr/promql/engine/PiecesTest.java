package io.gyr.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.testlanguage.MemorySource;
import io.gyr.promql.value.MatrixValue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** g{a="1"} ends where odd{a="1"} begins: without their names they are one series. */
class PiecesTest {
  private static final long MINUTE = 60_000;

  private final Engine engine = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT);
  private final MemorySource source = new MemorySource();

  PiecesTest() {
    Labels g = Labels.of(Labels.NAME, "g", "a", "1");
    Labels odd = Labels.of(Labels.NAME, "odd", "a", "1");
    source.add(g, 0, 1, null);
    source.add(g, MINUTE, SampleBits.STALE, null);
    source.add(odd, MINUTE, 2, null);
    source.add(odd, 2 * MINUTE, 4, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "43 - (g or odd)                                  | [42.0, 41.0, 39.0]",
        "-(43 - (g or odd))                               | [-42.0, -41.0, -39.0]",
        "-(-(43 - (g or odd)))                            | [42.0, 41.0, 39.0]",
        "count_over_time((43 - (g or odd))[3m:1m])        | [1.0, 2.0, 3.0]",
        "sum_over_time(abs(g or odd)[3m:1m])              | [1.0, 3.0, 7.0]",
        "max_over_time((-(1 * {a=\"1\"}))[3m:1m])         | [-1.0, -1.0, -1.0]"
      })
  void seriesThatMeetWithoutTheirNamesAreOne(String query, String values) {
    MatrixValue matrix = (MatrixValue) engine.range(source, query, 0, 2 * MINUTE, MINUTE).value();
    assertThat(matrix.series()).hasSize(1);
    assertThat(Arrays.toString(matrix.series().get(0).values())).isEqualTo(values);
  }

  /** As Prometheus does. */
  @Test
  void aSignMakesThemNoSeries() {
    assertThatThrownBy(() -> engine.range(source, "-(g or odd)", 0, 2 * MINUTE, MINUTE))
        .hasMessage("vector cannot contain metrics with the same labelset");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "rate(x[5m]) * 8",
        "abs(x)",
        "sum by (job) (g or odd) * 8",
        "rate({a=\"1\"}[5m]) / 60",
        "topk(3, x)",
        "-x",
        "{a=\"1\"}"
      })
  void whatCanHaveNoPiecesIsNotHeld(String query) {
    assertThat(Pieces.possible(Parser.parse(query, ParserOptions.STABLE))).isFalse();
  }

  @Test
  void inDoubtThereAreSome() {
    for (String query :
        List.of(
            "1 * {a=\"1\"}",
            "topk(1, 1 * (g or odd))",
            "label_replace(x, \"a\", \"\", \"\", \"\")")) {
      assertThat(Pieces.possible(Parser.parse(query, ParserOptions.STABLE))).as(query).isTrue();
    }
  }
}
