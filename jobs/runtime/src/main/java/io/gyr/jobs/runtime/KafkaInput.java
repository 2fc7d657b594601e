package io.gyr.jobs.runtime;

import io.gyr.schemas.Topic;
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
    return of(
        environment,
        settings,
        job,
        topic,
        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
  }

  /** All records of a compacted topic, whatever the group has committed. */
  public static DataStream<RawRecord> whole(
      StreamExecutionEnvironment environment, JobSettings settings, String job, Topic topic) {
    return of(environment, settings, job, topic, OffsetsInitializer.earliest());
  }

  private static DataStream<RawRecord> of(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      String job,
      Topic topic,
      OffsetsInitializer start) {
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
        .fromSource(source, WatermarkStrategy.noWatermarks(), topic.topicName())
        .setParallelism(parallelism)
        .uid("source " + topic.topicName());
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
