package io.gyr.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.RecordEncoder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class SampleTimesTest {
  private static final long KAFKA_MS = 77;

  private final RecordEncoder<EnrichedMetric> encoder =
      new RecordEncoder<>(EnrichedMetric.getClassSchema(), 1);

  @Property(tries = 200, seed = "1")
  void readsTheTimeOfTheSample(
      @ForAll String host,
      @ForAll @LongRange(min = 1) long epoch,
      @ForAll long sequence,
      @ForAll @LongRange(min = Long.MIN_VALUE, max = 1_790_000_000_000L) long timeMs)
      throws Exception {
    MetricSample sample =
        new MetricSample(host, epoch, sequence, timeMs, "m", MetricKind.GAUGE, Map.of(), 1.0, null);
    byte[] value = encoder.encode(new EnrichedMetric(sample, Map.of()));
    assertThat(time(value)).isEqualTo(timeMs);
  }

  @Test
  void aClockThatIsAheadDoesNotLeadEventTimeIntoTheFuture() throws Exception {
    long ahead = System.currentTimeMillis() + 86_400_000;
    MetricSample sample =
        new MetricSample("h", 0L, 0L, ahead, "m", MetricKind.GAUGE, Map.of(), 1.0, null);
    byte[] value = encoder.encode(new EnrichedMetric(sample, Map.of()));
    assertThat(time(value)).isLessThanOrEqualTo(System.currentTimeMillis() + 60_000);
  }

  /** Not even in a partition that has nothing else: that is idle, as one without records. */
  @Test
  void whatIsImportedIntoThePastMovesEventTimeNowhere() throws Exception {
    MetricSample sample =
        new MetricSample(
            "h",
            0L,
            SampleOrigin.BACKFILL.sequence(),
            5L,
            "m",
            MetricKind.GAUGE,
            Map.of(),
            1.0,
            null);
    byte[] value = encoder.encode(new EnrichedMetric(sample, Map.of()));
    assertThat(time(value)).isEqualTo(TimestampAssigner.NO_TIMESTAMP);
    sample.setSequence(SampleOrigin.API.sequence());
    assertThat(time(encoder.encode(new EnrichedMetric(sample, Map.of())))).isEqualTo(5);
  }

  @Test
  void whatIsNoSampleMovesEventTimeNowhere() throws Exception {
    assertThat(time(null)).isEqualTo(TimestampAssigner.NO_TIMESTAMP);
    assertThat(time(new byte[] {1, 2, 3})).isEqualTo(TimestampAssigner.NO_TIMESTAMP);
  }

  /** As a task does it: after a way through serialization. */
  private static long time(byte[] value) throws Exception {
    JobSettings settings =
        io.gyr.component.Settings.read(
            JobSettings.class,
            Map.of("kafka.bootstrap", "", "registry.url", "", "job.checkpoint_dir", ""));
    var strategy = InstantiationUtil.clone(SampleTimes.watermarks(settings));
    TimestampAssigner<RawRecord> assigner = strategy.createTimestampAssigner(() -> null);
    return assigner.extractTimestamp(new RawRecord("t", 0, 0, null, value), KAFKA_MS);
  }
}
