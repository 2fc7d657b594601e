package io.gyr.jobs.runtime;

import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage puts what it cannot use: a side output that {@link #collect} leads to the topic of
 * dead letters. For one operator's thread.
 */
public final class DeadLetters {
  /** The side output. */
  public static final OutputTag<RawRecord> TAG =
      new OutputTag<>("dead letters", RawRecordType.INSTANCE);

  private static final int LARGEST_KEPT_BYTES = 512 << 10;

  private final String stage;
  private final byte[] key;
  private final RecordEncoder<DeadLetter> encoder;

  /** Dead letters of {@code stage}. */
  public DeadLetters(Schemas schemas, String stage) {
    this.stage = stage;
    this.key = stage.getBytes(StandardCharsets.UTF_8);
    this.encoder = schemas.encoder(Topic.DEAD_LETTER);
  }

  /**
   * Leads the side output of {@code operator} to its topic.
   *
   * @param uid tells the operator from the job's others
   */
  public static void collect(
      SingleOutputStreamOperator<?> operator, JobSettings settings, String uid) {
    KafkaOutput.to(
        operator.getSideOutput(TAG), settings, Topic.DEAD_LETTER, "dead letters of " + uid);
  }

  /** The dead letter for {@code record}; {@code reason} is short and stable. */
  public RawRecord letter(RawRecord record, String reason, String detail) {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setStage(stage)
            .setReason(reason)
            .setDetail(detail)
            .setTimeMs(System.currentTimeMillis())
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setKey(bounded(record.key()))
            .setValue(bounded(record.value()))
            .build();
    return new RawRecord(Topic.DEAD_LETTER.topicName(), 0, 0, key, encoder.encode(letter));
  }

  private static @Nullable ByteBuffer bounded(byte @Nullable [] bytes) {
    return bytes == null
        ? null
        : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, LARGEST_KEPT_BYTES));
  }
}
