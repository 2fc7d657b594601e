package io.gyr.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.component.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of("kafka.bootstrap", "k:1", "registry.url", "http://r", "job.checkpoint_dir", "file:/c");

  @Test
  void hasDefaultsForAllButThreeAddresses() {
    assertThat(Settings.read(JobSettings.class, LEAST))
        .isEqualTo(
            new JobSettings(
                "k:1",
                "http://r",
                "file:/c",
                10_000,
                1,
                5_000,
                60_000,
                "127.0.0.1:9042",
                "datacenter1",
                "",
                15_000,
                0,
                100_000,
                200_000,
                0,
                "team",
                "http://127.0.0.1:9200",
                "",
                "gyr",
                "",
                "",
                60_000,
                "aggregates",
                "all",
                300_000,
                "container.id,user.name,proc.cmdline"));
    for (String key : LEAST.keySet()) {
      Map<String, String> others = new HashMap<>(LEAST);
      others.remove(key);
      assertThatThrownBy(() -> Settings.read(JobSettings.class, others)).hasMessageContaining(key);
    }
  }

  @Test
  void readsEveryKey() {
    Map<String, String> all = new HashMap<>(LEAST);
    all.put("job.checkpoint_interval_ms", "1");
    all.put("job.parallelism", "2");
    all.put("job.watermark_delay_ms", "3");
    all.put("job.idle_partition_ms", "4");
    all.put("cassandra.contact", "c:4");
    all.put("cassandra.datacenter", "dc");
    all.put("metrics.retention", "node_ full=12h");
    all.put("metrics.flush_ms", "10");
    all.put("metrics.max_series", "70");
    all.put("metrics.max_series_per_agent", "7");
    all.put("metrics.max_series_per_metric", "8");
    all.put("metrics.max_series_per_team", "9");
    all.put("metrics.team_label", "owner");
    all.put("opensearch.url", "http://o");
    all.put("iceberg.catalog_url", "jdbc:x");
    all.put("iceberg.catalog_user", "user");
    all.put("iceberg.catalog_password", "secret");
    all.put("iceberg.warehouse", "s3://w");
    all.put("iceberg.commit_interval_ms", "5");
    all.put("metrics.iceberg", "off");
    all.put("rules.matching", "first");
    all.put("rules.flood_window_ms", "6");
    all.put("rules.flood_key", "proc.name");
    assertThat(Settings.read(JobSettings.class, all))
        .isEqualTo(
            new JobSettings(
                "k:1",
                "http://r",
                "file:/c",
                1,
                2,
                3,
                4,
                "c:4",
                "dc",
                "node_ full=12h",
                10,
                70,
                7,
                8,
                9,
                "owner",
                "http://o",
                "jdbc:x",
                "user",
                "secret",
                "s3://w",
                5,
                "off",
                "first",
                6,
                "proc.name"));
  }

  @Test
  void namesTheNearestKeyOfOneThatIsUnknown() {
    Map<String, String> all = new HashMap<>(LEAST);
    all.put("job.paralelism", "2");
    assertThatThrownBy(() -> Settings.read(JobSettings.class, all))
        .hasMessageContaining("job.parallelism");
  }
}
