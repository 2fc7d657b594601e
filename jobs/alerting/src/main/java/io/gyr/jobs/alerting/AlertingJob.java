package io.gyr.jobs.alerting;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.jobs.runtime.KafkaOutput;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.jobs.runtime.SampleTimes;
import io.gyr.schemas.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** gyr.metrics.enriched against the alerts of gyr.control; alert events go to gyr.events. */
public final class AlertingJob {
  /** Name of the job, its consumer group and its stage. */
  public static final String NAME = "alerting";

  private AlertingJob() {}

  /** Builds and submits the job. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = Settings.fromArguments(JobSettings.class, arguments);
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, NAME);
    build(environment, settings);
    environment.execute(NAME);
  }

  static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    BroadcastStream<RawRecord> control =
        KafkaInput.whole(environment, settings, NAME, Topic.CONTROL)
            .broadcast(SelectSamples.ALERTS);
    SingleOutputStreamOperator<AlertSample> selected =
        KafkaInput.of(
                environment,
                settings,
                NAME,
                Topic.METRICS_ENRICHED,
                SampleTimes.watermarks(settings))
            .connect(control)
            .process(new SelectSamples(settings))
            .returns(TypeInformation.of(AlertSample.class))
            .name("select")
            .uid("select");
    DeadLetters.collect(selected, settings, "select");
    SingleOutputStreamOperator<RawRecord> events =
        selected
            .keyBy(sample -> sample.key)
            .process(new Evaluate(settings))
            .returns(RawRecordType.INSTANCE)
            .name("evaluate")
            .uid("evaluate");
    KafkaOutput.to(events, settings, Topic.EVENTS);
  }
}
