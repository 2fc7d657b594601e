package io.gyr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.standalone.SharedComponents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@link Conservation}: every component is killed once. */
class ConservationIT {
  @Test
  void nothingIsLostOrDoubledWhenComponentsAreKilled() throws Exception {
    Path home = SharedComponents.home();
    Path dir = home.resolve("benchmarks/target/conservation");
    if (Files.exists(dir)) {
      Folder.delete(dir);
    }
    ConservationRun run =
        new ConservationRun(
            List.of("agent", "kafka", "cassandra", "opensearch", "flink", "query-api"),
            2_000,
            500,
            Duration.ofSeconds(3),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2));
    try (OwnGyr own = OwnGyr.start(home, dir, Duration.ofMinutes(3))) {
      assertThat(run.on(own.gyr(), System.out)).isEmpty();
    }
  }
}
