package io.gyr.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.testlanguage.MemorySource;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.StringValue;
import io.gyr.promql.value.VectorValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus's test files leave open: the defaults, {@code info}, places of annotations. */
class EngineTest {
  private final MemorySource source = new MemorySource();
  private final Engine engine =
      new Engine(
          new EngineOptions(ParserOptions.ALL, 300_000, 60_000, false, false), QueryLimits.DEFAULT);

  @BeforeEach
  void load() {
    for (long time = 0; time <= 600_000; time += 60_000) {
      double value = time / 1000.0;
      add("requests_total", time, value, "job", "web", "instance", "a");
      add("errors_total", time, value, "job", "web", "instance", "a");
      add("target_info", time, 1, "job", "web", "instance", "a", "version", "1", "zone", "z");
      add("build_info", time, 1, "job", "web", "instance", "a", "commit", "c");
    }
    add("target_info", 590_000, 1, "job", "web", "instance", "a", "version", "2");
  }

  private void add(String name, long time, double value, String... labels) {
    source.add(Labels.of(labels).with(Labels.NAME, name), time, value, null);
  }

  private Map<String, Double> vector(String query) {
    Map<String, Double> values = new TreeMap<>();
    for (Sample sample : ((VectorValue) engine.instant(source, query, 600_000).value()).samples()) {
      values.put(sample.labels().toString(), sample.value());
    }
    return values;
  }

  @Test
  void namesGoAtOnceUnlessDelayed() {
    assertThat(vector("sum by (__name__) (rate(requests_total[5m]))"))
        .containsExactly(Map.entry("{}", 1.0));
    Engine delayed =
        new Engine(
            new EngineOptions(ParserOptions.ALL, 300_000, 60_000, true, false),
            QueryLimits.DEFAULT);
    String query =
        "label_replace(rate({job=\"web\",__name__=~\".+_total\"}[5m]), \"x\", \"$1\","
            + " \"__name__\", \"(.).*\")";
    assertThat(((VectorValue) delayed.instant(source, query, 600_000).value()).samples())
        .extracting(sample -> sample.labels().get("x"))
        .containsExactlyInAnyOrder("r", "e");
    assertThatThrownBy(() -> vector(query))
        .isInstanceOf(QueryException.class)
        .hasMessage("vector cannot contain metrics with the same labelset");
  }

  @Test
  void namesThatGoMayNotLeaveTheSameSeries() {
    for (String query :
        List.of(
            "{job=\"web\",__name__=~\".+_total\"} * 2",
            "-{job=\"web\",__name__=~\".+_total\"}",
            "abs({job=\"web\",__name__=~\".+_total\"})",
            "rate({job=\"web\",__name__=~\".+_total\"}[5m])")) {
      assertThatThrownBy(() -> vector(query))
          .as(query)
          .hasMessage("vector cannot contain metrics with the same labelset");
    }
  }

  @Test
  void infoAddsTheLabelsOfTheNewestInfoSeries() {
    assertThat(vector("info(requests_total)"))
        .containsExactly(
            Map.entry(
                "{__name__=\"requests_total\", instance=\"a\", job=\"web\", version=\"1\","
                    + " zone=\"z\"}",
                600.0));
    assertThat(vector("info(requests_total, {zone=~\".+\"})").keySet())
        .containsExactly("{__name__=\"requests_total\", instance=\"a\", job=\"web\", zone=\"z\"}");
    assertThat(vector("info(requests_total, {__name__=\"build_info\"})").keySet())
        .containsExactly(
            "{__name__=\"requests_total\", commit=\"c\", instance=\"a\", job=\"web\"}");
    assertThat(vector("info(requests_total, {zone=\"other\"})")).isEmpty();
    assertThat(vector("info(requests_total, {zone!=\"other\"})")).hasSize(1);
  }

  @Test
  void infoSeriesOfTheSameTimeAreAConflict() {
    add("target_info", 600_000, 1, "job", "web", "instance", "a", "version", "3");
    assertThatThrownBy(() -> vector("info(requests_total)"))
        .hasMessageContaining("found duplicate series for info metric");
  }

  @Test
  void annotationsKnowTheirPlace() {
    String query = "1 + rate(build_info[5m])";
    QueryResult result = engine.instant(source, query, 600_000);
    assertThat(result.annotations())
        .extracting(annotation -> annotation.messageIn(query))
        .containsExactly(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"build_info\" (1:10)");
  }

  @Test
  void rateGoesByTheTypeLabelWhereThatIsSwitchedOn() {
    Engine typed =
        new Engine(
            new EngineOptions(ParserOptions.ALL, 300_000, 60_000, false, true),
            QueryLimits.DEFAULT);
    assertThat(typed.instant(source, "rate(requests_total[5m])", 600_000).annotations())
        .extracting(annotation -> annotation.message())
        .containsExactly(
            "PromQL info: metric might not be a counter, __type__ label is not set to \"counter\""
                + " or \"histogram\", got \"\": \"requests_total\"");
  }

  @Test
  void lookbackCanBeSet() {
    Engine shortSighted =
        new Engine(
            new EngineOptions(ParserOptions.STABLE, 10_000, 60_000, false, false),
            QueryLimits.DEFAULT);
    assertThat(
            ((VectorValue) shortSighted.instant(source, "requests_total", 609_999).value())
                .samples())
        .hasSize(1);
    assertThat(
            ((VectorValue) shortSighted.instant(source, "requests_total", 610_000).value())
                .samples())
        .isEmpty();
  }

  @Test
  void stringsAndRangeVectorsAreAnswersOfInstantQueries() {
    assertThat(engine.instant(source, "(\"x\")", 5).value()).isEqualTo(new StringValue(5, "x"));
    MatrixValue matrix =
        (MatrixValue) engine.instant(source, "requests_total[2m] offset 1m", 600_000).value();
    assertThat(matrix.series()).hasSize(1);
    assertThat(matrix.series().get(0).times()).containsExactly(480_000, 540_000);
    MatrixValue subquery =
        (MatrixValue) engine.instant(source, "(requests_total > 500)[3m:1m]", 600_000).value();
    assertThat(subquery.series().get(0).values()).containsExactly(540.0, 600.0);
  }

  @Test
  void duplicatesOfAMatchAreNamed() {
    add("requests_total", 600_000, 1, "job", "web", "instance", "b");
    assertThatThrownBy(() -> vector("errors_total / on (job) requests_total"))
        .hasMessageStartingWith(
            "found duplicate series for the match group {job=\"web\"} on the right hand-side of the"
                + " operation: [{__name__=\"requests_total\", instance=\"b\", job=\"web\"},")
        .hasMessageEndingWith(
            ";many-to-many matching not allowed: matching labels must be unique on one side");
    assertThatThrownBy(() -> vector("requests_total / on (job) errors_total"))
        .hasMessage(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
    assertThat(vector("requests_total / on (job) group_left () errors_total")).hasSize(2);
  }

  @Test
  void theRestOfADivisionHasTheSignOfTheDividendAndPowersAreCs() {
    assertThat(vector("vector(-7) % 3")).containsExactly(Map.entry("{}", -1.0));
    assertThat(vector("vector(1) ^ NaN")).containsExactly(Map.entry("{}", 1.0));
    assertThat(vector("vector(-1) ^ Inf")).containsExactly(Map.entry("{}", 1.0));
  }
}
