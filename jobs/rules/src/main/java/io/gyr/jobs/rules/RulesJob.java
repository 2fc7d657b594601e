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
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
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

  /** Builds the job. */
  public static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    SingleOutputStreamOperator<Tuple2<String, RawRecord>> findings =
        detect(
            settings,
            KafkaInput.of(environment, settings, NAME, Topic.SYSCALLS_ENRICHED),
            ControlFeed::ofTopic);
    KafkaOutput.to(findings.getSideOutput(StatusRecords.TAG), settings, Topic.STATUS);
    DeadLetters.collect(findings, settings, "detect");
    KafkaOutput.to(
        withoutFloods(findings, settings).union(correlate(findings, settings)),
        settings,
        Topic.EVENTS);
  }

  static SingleOutputStreamOperator<Tuple2<String, RawRecord>> detect(
      JobSettings settings, DataStream<RawRecord> calls, ControlFeed.Factory feeds) {
    return calls
        .transform(
            "detect",
            Types.TUPLE(Types.STRING, RawRecordType.INSTANCE),
            new DetectFactory(settings, feeds))
        .setParallelism(calls.getParallelism())
        .uid("detect");
  }

  private static DataStream<RawRecord> withoutFloods(
      SingleOutputStreamOperator<Tuple2<String, RawRecord>> findings, JobSettings settings) {
    if (settings.rulesFloodWindowMs() == 0) {
      return findings.map(finding -> finding.f1).returns(RawRecordType.INSTANCE).name("findings");
    }
    return findings
        .keyBy(finding -> finding.f0, Types.STRING)
        .process(new Floods(settings))
        .returns(RawRecordType.INSTANCE)
        .name("floods")
        .uid("floods");
  }

  /** What sequences find. */
  static DataStream<RawRecord> correlate(
      SingleOutputStreamOperator<?> detect, JobSettings settings) {
    BroadcastStream<Map<String, Tuple2<String, String>>> files =
        detect
            .getSideOutput(StepMessages.FILES)
            .assignTimestampsAndWatermarks(StepMessages.inNoTime())
            .broadcast(Correlate.RULES);
    return detect
        .getSideOutput(StepMessages.TAG)
        .assignTimestampsAndWatermarks(HostTimes.watermarks())
        .filter(StepMessages::isCandidate)
        .keyBy(message -> message.f0, Types.INT)
        .connect(files)
        .process(new Correlate(settings))
        .returns(RawRecordType.INSTANCE)
        .name("correlate")
        .uid("correlate");
  }
}
