package io.gyr.standalone.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Flink job of Gyr.
 *
 * @param name its name in Flink
 * @param module folder of the module that builds its jar
 * @param mainClass class whose main builds it
 */
public record Job(String name, String module, String mainClass) {
  /** All jobs, in the order in which they are submitted: what alerts people first. */
  public static final List<Job> ALL =
      List.of(
          new Job("enrichment", "jobs/enrichment", "io.gyr.jobs.enrichment.EnrichmentJob"),
          new Job("rules", "jobs/rules", "io.gyr.jobs.rules.RulesJob"),
          new Job("indexing", "jobs/delivery", "io.gyr.jobs.delivery.IndexingJob"),
          new Job("alerting", "jobs/alerting", "io.gyr.jobs.alerting.AlertingJob"),
          new Job("rollup", "jobs/rollup", "io.gyr.jobs.rollup.RollupJob"),
          new Job("archive", "jobs/delivery", "io.gyr.jobs.delivery.ArchiveJob"));

  /** The jar that the build made for the cluster. */
  public Path jar(Path home) throws IOException {
    Path target = home.resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        Path jar =
            files.filter(file -> file.toString().endsWith("-job.jar")).findFirst().orElse(null);
        if (jar != null) {
          return jar;
        }
      }
    }
    throw new IOException(module + " is not built: run ./mvnw -DskipTests package");
  }
}
