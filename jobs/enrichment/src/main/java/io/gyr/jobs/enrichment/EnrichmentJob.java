package io.gyr.jobs.enrichment;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.jobs.runtime.KafkaOutput;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.schemas.Topic;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * gyr.syscalls and gyr.metrics, joined with gyr.metadata, become gyr.syscalls.enriched and
 * gyr.metrics.enriched. A record that was sent twice is passed on once.
 */
public final class EnrichmentJob {
  /** Name of the job, its consumer group and its stage. */
  public static final String NAME = "enrichment";

  private EnrichmentJob() {}

  /** Builds and submits the job. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = Settings.fromArguments(JobSettings.class, arguments);
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, NAME);
    build(environment, settings);
    environment.execute(NAME);
  }

  static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    BroadcastStream<RawRecord> metadata =
        KafkaInput.whole(environment, settings, NAME, Topic.METADATA).broadcast(Enrich.LABELS);
    enrich(environment, settings, metadata, Layout.SYSCALL, Topic.SYSCALLS_ENRICHED);
    enrich(environment, settings, metadata, Layout.METRIC, Topic.METRICS_ENRICHED);
  }

  private static void enrich(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      BroadcastStream<RawRecord> metadata,
      Layout layout,
      Topic target) {
    DataStream<RawRecord> records = KafkaInput.of(environment, settings, NAME, layout.topic());
    SingleOutputStreamOperator<RawRecord> enriched =
        records
            .connect(metadata)
            .process(new Enrich(settings, layout, target))
            .name("enrich " + layout.topic().topicName())
            .uid("enrich " + layout.topic().topicName());
    KafkaOutput.to(enriched, settings, target);
    DeadLetters.collect(enriched, settings, layout.topic().topicName());
  }
}
