package io.gyr.jobs.rules;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.jobs.runtime.KafkaOutput;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.schemas.Topic;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** gyr.syscalls.enriched against the rule files of gyr.control; matches go to gyr.events. */
public final class RulesJob {
  /** Name of the job, its consumer group and its stage. */
  public static final String NAME = "rules";

  private RulesJob() {}

  /** Builds and submits the job. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = Settings.fromArguments(JobSettings.class, arguments);
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, NAME);
    build(environment, settings);
    environment.execute(NAME);
  }

  static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    BroadcastStream<RawRecord> control =
        KafkaInput.whole(environment, settings, NAME, Topic.CONTROL).broadcast(Detect.RULES);
    SingleOutputStreamOperator<RawRecord> events =
        KafkaInput.of(environment, settings, NAME, Topic.SYSCALLS_ENRICHED)
            .connect(control)
            .process(new Detect(settings))
            .returns(RawRecordType.INSTANCE)
            .name("detect")
            .uid("detect");
    KafkaOutput.to(events, settings, Topic.EVENTS);
    DeadLetters.collect(events, settings, "detect");
  }
}
