package io.gyr.jobs.delivery;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.schemas.Topic;
import io.gyr.sinks.opensearch.EventIndexSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** gyr.events into OpenSearch. */
public final class IndexingJob {
  /** Name of the job and its consumer group. */
  public static final String NAME = "indexing";

  private IndexingJob() {}

  /** Builds and submits the job. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = Settings.fromArguments(JobSettings.class, arguments);
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, NAME);
    build(environment, settings);
    environment.execute(NAME);
  }

  static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    KafkaInput.of(environment, settings, NAME, Topic.EVENTS)
        .sinkTo(new EventIndexSink(settings))
        .name("to OpenSearch")
        .uid("sink OpenSearch");
  }
}
