package io.gyr.jobs.runtime;

import io.gyr.schemas.Topic;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Topics as streams of undecoded records. */
public final class KafkaInput {
  private KafkaInput() {}

  /**
   * The records of {@code topic} from where the job's state stands; without state from what the
   * group has committed, else from the oldest.
   */
  public static DataStream<RawRecord> of(
      StreamExecutionEnvironment environment, JobSettings settings, String job, Topic topic) {
    return of(environment, settings, job, topic, WatermarkStrategy.noWatermarks());
  }

  /** The same in event time. */
  public static DataStream<RawRecord> of(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      String job,
      Topic topic,
      WatermarkStrategy<RawRecord> watermarks) {
    OffsetsInitializer start = OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    return source(environment, settings, job, topic, start, watermarks);
  }

  /**
   * All records of a compacted topic, whatever the group has committed. What is configuration is in
   * no time, so it holds up no stream that is.
   */
  public static DataStream<RawRecord> whole(
      StreamExecutionEnvironment environment, JobSettings settings, String job, Topic topic) {
    return source(
        environment,
        settings,
        job,
        topic,
        OffsetsInitializer.earliest(),
        WatermarkStrategy.forGenerator(context -> new BeyondTime()));
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      String job,
      Topic topic,
      OffsetsInitializer start,
      WatermarkStrategy<RawRecord> watermarks) {
    KafkaSource<RawRecord> source =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(settings.kafkaBootstrap())
            .setTopics(topic.topicName())
            .setGroupId("gyr-" + job)
            .setClientIdPrefix("gyr-" + job + "-" + topic.topicName())
            .setStartingOffsets(start)
            .setProperty("fetch.max.wait.ms", "100")
            .setProperty("max.poll.records", "2000")
            .setProperty("partition.discovery.interval.ms", "60000")
            .setDeserializer(new Undecoded())
            .build();
    int parallelism = Math.min(environment.getParallelism(), topic.partitions());
    return environment
        .fromSource(source, watermarks, topic.topicName())
        .setParallelism(parallelism)
        .uid("source " + topic.topicName());
  }

  /** Says at once that all time has passed. */
  private static final class BeyondTime implements WatermarkGenerator<RawRecord> {
    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }

  private static final class Undecoded implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
      out.collect(
          new RawRecord(
              record.topic(), record.partition(), record.offset(), record.key(), record.value()));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
      return RawRecordType.INSTANCE;
    }
  }
}
