package io.gyr.standalone.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits every job that is not running, from its newest checkpoint, and looks again every two
 * seconds: {@code JobKeeper FLINK_URL HOME JOBS_PROPERTIES CHECKPOINTS}. So a cluster that lost its
 * memory gets its jobs back, with their state. A job that cannot be submitted is tried again with
 * growing pauses.
 */
public final class JobKeeper {
  private static final Logger log = LoggerFactory.getLogger(JobKeeper.class);
  private static final long LOOK_EVERY_MS = 2_000;
  private static final long LONGEST_PAUSE_MS = 60_000;

  private final FlinkRest flink;
  private final Path home;
  private final String properties;
  private final Path checkpoints;
  private final Map<String, Long> pauses = new HashMap<>();
  private final Map<String, Long> notBefore = new HashMap<>();

  private JobKeeper(FlinkRest flink, Path home, String properties, Path checkpoints) {
    this.flink = flink;
    this.home = home;
    this.properties = properties;
    this.checkpoints = checkpoints;
  }

  /** Runs until the process is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    JobKeeper keeper =
        new JobKeeper(
            new FlinkRest(arguments[0]),
            Path.of(arguments[1]),
            arguments[2],
            Path.of(arguments[3]));
    while (true) {
      keeper.look();
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private void look() throws InterruptedException {
    Map<String, Boolean> running;
    try {
      running = flink.jobs();
    } catch (IOException e) {
      log.warn("Flink does not answer: {}", e.toString());
      return;
    }
    for (Job job : Job.ALL) {
      long now = System.currentTimeMillis();
      if (running.containsKey(job.name()) || now < notBefore.getOrDefault(job.name(), 0L)) {
        continue;
      }
      try {
        Optional<Path> checkpoint = Checkpoints.latest(checkpoints, job.name());
        flink.submit(job, job.jar(home), List.of("--config", properties), checkpoint);
        log.info(
            "{} submitted {}",
            job.name(),
            checkpoint.map(path -> "from " + path).orElse("without state"));
        pauses.remove(job.name());
      } catch (IOException e) {
        long pause =
            pauses.merge(job.name(), LOOK_EVERY_MS, (a, b) -> Math.min(2 * a, LONGEST_PAUSE_MS));
        notBefore.put(job.name(), now + pause);
        log.warn(
            "{} could not be submitted, next try in {} s: {}",
            job.name(),
            pause / 1000,
            e.getMessage());
      }
    }
  }
}
