package io.gyr.standalone.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.component.Settings;
import io.gyr.standalone.StandaloneSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkProcessTest {
  @TempDir private Path dir;

  private StandaloneSettings settings(String... keysAndValues) {
    Map<String, String> all = new HashMap<>(Map.of("home", "/home", "dir", dir.toString()));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.read(StandaloneSettings.class, all);
  }

  @Test
  void asManySeriesAreLetInAsTheHeapHolds() {
    assertThat(FlinkProcess.mostSeries(settings())).isEqualTo(38_000);
    assertThat(FlinkProcess.mostSeries(settings("flink.heap_mb", "1200"))).isEqualTo(42_000);
    assertThat(FlinkProcess.mostSeries(settings("flink.mode", "cluster"))).isEqualTo(13_000);
    assertThat(FlinkProcess.mostSeries(settings("flink.heap_mb", "100"))).isEqualTo(1_000);
  }

  @Test
  void theJobsAreToldAndAFileOfTheUserSaysOtherwise() throws Exception {
    StandaloneSettings settings = settings("flink.heap_mb", "1200");
    Files.writeString(dir.resolve("jobs.properties"), "metrics.max_series=7\n");
    Path postgres = settings.data("postgres");
    Files.createDirectories(postgres);
    Files.createDirectories(settings.conf());
    new Jobs(settings).prepare();
    assertThat(Files.readString(settings.conf().resolve("jobs.properties")))
        .containsSubsequence("metrics.max_series=42000\n", "metrics.max_series=7\n");
  }
}
