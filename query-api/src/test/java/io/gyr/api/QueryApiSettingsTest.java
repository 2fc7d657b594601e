package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryApiSettingsTest {
  @Test
  void defaultsAreThoseOfOneMachine() {
    assertThat(Settings.read(QueryApiSettings.class, Map.of()))
        .isEqualTo(
            new QueryApiSettings(
                "127.0.0.1",
                8080,
                Path.of("token"),
                64,
                "http://127.0.0.1:9200",
                10_000,
                "127.0.0.1:9092",
                "http://127.0.0.1:8081/apis/ccompat/v7",
                "jdbc:postgresql://127.0.0.1:5432/gyr",
                "postgres",
                "",
                "127.0.0.1:9042",
                "datacenter1",
                "",
                3_000_000,
                20,
                120_000,
                200_000_000,
                500_000,
                300_000,
                "",
                60_000,
                30_000,
                4));
  }

  @Test
  void everyKeyFillsItsOwnComponent() {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("api.host", "h"),
            Map.entry("api.port", "1"),
            Map.entry("api.token_file", "/t"),
            Map.entry("api.max_streams", "2"),
            Map.entry("opensearch.url", "o"),
            Map.entry("opensearch.timeout_ms", "3"),
            Map.entry("kafka.bootstrap", "k"),
            Map.entry("registry.url", "r"),
            Map.entry("postgres.url", "p"),
            Map.entry("postgres.user", "u"),
            Map.entry("postgres.password", "s"),
            Map.entry("cassandra.contact", "c"),
            Map.entry("cassandra.datacenter", "d"),
            Map.entry("metrics.retention", "m"),
            Map.entry("metrics.max_indexed_series", "4"),
            Map.entry("promql.max_concurrent", "5"),
            Map.entry("promql.timeout_ms", "6"),
            Map.entry("promql.max_samples", "7"),
            Map.entry("promql.max_series", "8"),
            Map.entry("promql.lookback_ms", "9"),
            Map.entry("promql.features", "f"),
            Map.entry("rules.interval_ms", "10"),
            Map.entry("rules.query_offset_ms", "11"),
            Map.entry("rules.max_concurrent", "12"));
    assertThat(Settings.read(QueryApiSettings.class, values))
        .isEqualTo(
            new QueryApiSettings(
                "h",
                1,
                Path.of("/t"),
                2,
                "o",
                3,
                "k",
                "r",
                "p",
                "u",
                "s",
                "c",
                "d",
                "m",
                4,
                5,
                6,
                7,
                8,
                9,
                "f",
                10,
                11,
                12));
  }

  @Test
  void aMisspeltKeyIsNamed() {
    assertThatThrownBy(() -> Settings.read(QueryApiSettings.class, Map.of("api.prt", "1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("api.port");
  }
}
