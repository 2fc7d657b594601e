package io.gyr.benchmarks;

import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.standalone.SharedComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nothing lost and nothing twice, whoever is killed: starts a Gyr of its own, has its agent watch a
 * steady load, kills -9 one component after the other, and counts in every store. Exits 1 if
 * anything is missing, doubled, or did not come back.
 */
public final class Conservation {
  private static final String LOCAL = "agent,kafka,cassandra,opensearch,flink,query-api";
  private static final String CLUSTER =
      "agent,kafka,cassandra,opensearch,flink-taskmanager-1,flink-jobmanager,query-api";

  private Conservation() {}

  /** Options: see the names below. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "rate", "5000",
                "samples", "2000",
                "rounds", "1",
                "between-s", "15",
                "drain-s", "300",
                "flink-mode", "local",
                "kill", ""));
    String mode = options.text("flink-mode");
    String named = options.text("kill");
    String once = named.isEmpty() ? (mode.equals("local") ? LOCAL : CLUSTER) : named;
    List<String> components = new ArrayList<>();
    for (int round = 0; round < options.number("rounds"); round++) {
      components.addAll(List.of(once.split(",")));
    }
    ConservationRun run =
        new ConservationRun(
            components,
            options.number("rate"),
            options.number("samples"),
            Duration.ofSeconds(options.number("between-s")),
            Duration.ofMinutes(3),
            Duration.ofSeconds(options.number("drain-s")));
    Path dir = Files.createTempDirectory("gyr-conservation");
    System.out.println("starting a Gyr in " + dir);
    List<String> violations;
    try (OwnGyr own =
        OwnGyr.start(SharedComponents.home(), dir, Duration.ofMinutes(5), "flink.mode=" + mode)) {
      Machine before = Machine.now();
      violations = run.on(own.gyr(), System.out);
      System.out.println(Machine.now().since(before));
    }
    if (!violations.isEmpty()) {
      System.out.println(violations.size() + " violations; data and logs stay in " + dir);
      System.exit(1);
    }
    System.out.println("nothing lost, nothing twice");
    Folder.delete(dir);
  }
}
