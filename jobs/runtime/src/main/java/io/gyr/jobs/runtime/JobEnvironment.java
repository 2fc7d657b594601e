package io.gyr.jobs.runtime;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How every job runs: checkpoints that outlive it, restarts without end, no generic types. */
public final class JobEnvironment {
  private JobEnvironment() {}

  /** The environment of the job called {@code name}. */
  public static StreamExecutionEnvironment of(JobSettings settings, String name) {
    return of(settings, name, settings.checkpointIntervalMs());
  }

  /** The environment of the job called {@code name}, with a checkpoint interval of its own. */
  public static StreamExecutionEnvironment of(
      JobSettings settings, String name, long checkpointIntervalMs) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, name);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(checkpointIntervalMs));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.checkpointDir() + "/" + name);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    // A store that is away holds up its own job only, and the job waits for it.
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(15));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(settings.parallelism());
    environment.setBufferTimeout(5);
    return environment;
  }
}
