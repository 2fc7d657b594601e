package io.gyr.benchmarks.running;

import io.gyr.standalone.jobs.FlinkRest;
import io.gyr.standalone.jobs.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One job that runs alone in the Flink of a Gyr, so that what the process uses is the job's. */
public final class JobRun {
  private final RunningGyr gyr;
  private final String stage;
  private final Duration patience;

  private JobRun(RunningGyr gyr, String stage, Duration patience) {
    this.gyr = gyr;
    this.stage = stage;
    this.patience = patience;
  }

  /**
   * Starts a job.
   *
   * @param home the checkout, built
   * @param name of the job
   * @param stage which of its counters is followed
   * @param settings more {@code key=value} than the addresses of Kafka and the registry
   */
  public static JobRun start(
      RunningGyr gyr, Path home, String name, String stage, Duration patience, String... settings)
      throws IOException, InterruptedException {
    Job job = Job.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    List<String> all =
        new ArrayList<>(
            List.of(
                "kafka.bootstrap=" + gyr.address("kafka.bootstrap"),
                "registry.url=" + gyr.address("registry.url"),
                "job.checkpoint_dir=" + gyr.dir().resolve("checkpoints").toUri()));
    all.addAll(List.of(settings));
    new FlinkRest(gyr.address("flink.url")).submit(job, job.jar(home), all, Optional.empty());
    return new JobRun(gyr, stage, patience);
  }

  /** How many records have left the stage. */
  public long done() throws IOException, InterruptedException {
    return gyr.jobMetrics().by("gyr_records_out_total", "stage").getOrDefault(stage, 0L);
  }

  /** Waits until so many have left it; ends the process with 1 if that takes too long. */
  public void await(long count) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (done() < count) {
      if (System.nanoTime() > deadline) {
        System.out.printf("NOT DONE: %,d of %,d%n", done(), count);
        System.exit(1);
      }
      Thread.sleep(50);
    }
  }
}
