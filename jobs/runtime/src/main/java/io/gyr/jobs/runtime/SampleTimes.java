package io.gyr.jobs.runtime;

import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of gyr.metrics.enriched, read from the bytes: host_id, agent_epoch_ns, sequence, then
 * time_ms. The source makes watermarks for each partition by itself, so that a job that catches up
 * is as far as its slowest partition; one that has no records for a while does not count. What is
 * imported into the past is in no time: it neither carries event time along nor holds it up.
 */
public final class SampleTimes implements SerializableTimestampAssigner<RawRecord> {
  private static final long serialVersionUID = 1L;

  /** How far a sample may lead event time beyond the machine's clock. */
  private static final long FUTURE_MS = Duration.ofMinutes(1).toMillis();

  private transient AvroCursor cursor = new AvroCursor();

  private SampleTimes() {}

  /** Watermarks that follow the samples at the distance that {@code settings} names. */
  public static WatermarkStrategy<RawRecord> watermarks(JobSettings settings) {
    WatermarkStrategy<RawRecord> following =
        WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(
                Duration.ofMillis(settings.watermarkDelayMs()))
            .withIdleness(Duration.ofMillis(settings.idlePartitionMs()));
    return WatermarkStrategy.forGenerator(
            context -> new OfTimedRecords(following.createWatermarkGenerator(context)))
        .withTimestampAssigner(new SampleTimes());
  }

  /** Watermarks for which a partition without any record that has a time is idle. */
  private record OfTimedRecords(WatermarkGenerator<RawRecord> following)
      implements WatermarkGenerator<RawRecord> {
    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
      if (timestamp != TimestampAssigner.NO_TIMESTAMP) {
        following.onEvent(record, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      following.onPeriodicEmit(output);
    }
  }

  /**
   * Time of the sample. What is no sample or is imported into the past has none: Kafka's time would
   * be that of the machine, and carry the event time of older samples to it.
   */
  @Override
  public long extractTimestamp(RawRecord record, long kafkaTimeMs) {
    byte[] value = record.value();
    if (value == null) {
      return TimestampAssigner.NO_TIMESTAMP;
    }
    if (cursor == null) {
      cursor = new AvroCursor(); // After the way to the task.
    }
    try {
      cursor.reset(value, RecordDecoder.HEADER_BYTES, value.length).skipString();
      if (SampleOrigin.of(cursor.readLong(), cursor.readLong()) == SampleOrigin.BACKFILL) {
        return TimestampAssigner.NO_TIMESTAMP;
      }
      // A clock that is ahead must not make everything else late.
      return Math.min(cursor.readLong(), System.currentTimeMillis() + FUTURE_MS);
    } catch (MalformedRecordException e) {
      return TimestampAssigner.NO_TIMESTAMP;
    }
  }
}
