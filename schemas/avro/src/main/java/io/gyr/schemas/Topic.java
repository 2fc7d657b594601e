package io.gyr.schemas;

import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Entity;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.record.Status;
import io.gyr.schemas.record.Syscall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Every topic with its schema and the settings that it is created with. Topics are the contracts
 * between the rooms: a job knows the topics that it reads and writes, never another job.
 */
public enum Topic {
  /** What agents capture; key host_id. */
  SYSCALLS("gyr.syscalls", Syscall.getClassSchema(), 8, Duration.ofHours(24), gibibytes(2)),
  /** The same with labels; key host_id. */
  SYSCALLS_ENRICHED(
      "gyr.syscalls.enriched",
      EnrichedSyscall.getClassSchema(),
      8,
      Duration.ofHours(24),
      gibibytes(2)),
  /** Samples; key series. */
  METRICS("gyr.metrics", MetricSample.getClassSchema(), 8, Duration.ofHours(24), gibibytes(1)),
  /** The same with labels; key series. */
  METRICS_ENRICHED(
      "gyr.metrics.enriched",
      EnrichedMetric.getClassSchema(),
      8,
      Duration.ofHours(24),
      gibibytes(1)),
  /** Alerts, security, infrastructure and custom events; key event id. */
  EVENTS("gyr.events", Event.getClassSchema(), 4, Duration.ofDays(7), gibibytes(1)),
  /** Hosts, containers and what else records refer to; compacted, key kind/host_id/id. */
  METADATA("gyr.metadata", Entity.getClassSchema(), 1),
  /** Rule files and alerts on their way to the jobs; compacted, key kind/name. */
  CONTROL("gyr.control", Control.getClassSchema(), 1),
  /** What became of the configuration that was given; compacted, key kind/name. */
  STATUS("gyr.status", Status.getClassSchema(), 1),
  /** Records that a stage could not use; key stage. */
  DEAD_LETTER("gyr.deadletter", DeadLetter.getClassSchema(), 1, Duration.ofDays(14), gibibytes(1));

  private final String topicName;
  private final Schema schema;
  private final int partitions;
  private final Map<String, String> configuration = new LinkedHashMap<>();

  Topic(String name, Schema schema, int partitions, Duration retention, long retentionBytes) {
    this.topicName = name;
    this.schema = schema;
    this.partitions = partitions;
    configuration.put("cleanup.policy", "delete");
    configuration.put("retention.ms", Long.toString(retention.toMillis()));
    configuration.put("retention.bytes", Long.toString(retentionBytes));
    configuration.put("segment.bytes", Long.toString(128L << 20));
    configuration.put("max.message.bytes", Integer.toString(2 << 20));
  }

  Topic(String name, Schema schema, int partitions) {
    this.topicName = name;
    this.schema = schema;
    this.partitions = partitions;
    configuration.put("cleanup.policy", "compact");
    configuration.put("min.cleanable.dirty.ratio", "0.1");
    configuration.put("segment.bytes", Long.toString(16L << 20));
    configuration.put("max.message.bytes", Integer.toString(2 << 20));
  }

  private static long gibibytes(int count) {
    return (long) count << 30;
  }

  /** Name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** Schema of its values. */
  public Schema schema() {
    return schema;
  }

  /** Subject of the schema in the registry, after Confluent's TopicNameStrategy. */
  public String subject() {
    return topicName + "-value";
  }

  /** Partitions that it is created with. */
  public int partitions() {
    return partitions;
  }

  /** Kafka topic settings, by Kafka's own names. {@code retention.bytes} counts per partition. */
  public Map<String, String> configuration() {
    return Map.copyOf(configuration);
  }
}
