package io.gyr.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleBatchTest {
  private static final long SIX_HOURS_MS = 6 * 3_600_000L;
  private static final long TEN_MINUTES_MS = 600_000;

  private final SentSamples sent = new SentSamples();
  private final SampleBatch batch = sent.batch;

  private static SeriesLabels labels(String... namesAndValues) {
    SeriesLabels labels = new SeriesLabels();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels;
  }

  @Test
  void sendsASampleWithNothingButItsLabels() {
    batch.series(labels("__name__", "up", "job", "node"), MetricKind.GAUGE);
    batch.sample(SentSamples.NOW_MS, 1);
    batch.finish();
    MetricSample record = sent.records().get(0);
    assertThat(record.getName()).isEqualTo("up");
    assertThat(record.getLabels()).isEqualTo(Map.of("job", "node"));
    assertThat(record.getKind()).isEqualTo(MetricKind.GAUGE);
    assertThat(record.getHostId()).isEmpty();
    assertThat(record.getAgentEpochNs()).isZero();
    assertThat(record.getTimeMs()).isEqualTo(SentSamples.NOW_MS);
    assertThat(batch.written()).isEqualTo(1);
  }

  @Test
  void aHostThatTheSenderNamedStays() {
    batch.series(labels("__name__", "up", "host_id", "h1"), MetricKind.GAUGE);
    batch.sample(SentSamples.NOW_MS, 1);
    assertThat(sent.records().get(0).getHostId()).isEqualTo("h1");
    assertThat(sent.records().get(0).getLabels()).isEqualTo(Map.of("host_id", "h1"));
  }

  @Test
  void samplesOfASeriesHaveOneKeyAndThoseOfAnotherHaveAnother() {
    batch.series(labels("__name__", "up", "job", "a"), MetricKind.GAUGE);
    batch.sample(SentSamples.NOW_MS, 1);
    batch.sample(SentSamples.NOW_MS + 1, 1);
    batch.series(labels("__name__", "up", "job", "b"), MetricKind.GAUGE);
    batch.sample(SentSamples.NOW_MS, 1);
    assertThat(sent.keys().get(0)).hasSize(16).isEqualTo(sent.keys().get(1));
    assertThat(sent.keys().get(2)).isNotEqualTo(sent.keys().get(0));
  }

  @Test
  void everyBitOfAValueIsKept() {
    long[] bits = {
      0x7ff0000000000002L, // Stale marker, a signalling NaN.
      0x7ff8000000000001L,
      0xfff8000000000000L,
      0x8000000000000000L,
      1,
      Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY)
    };
    batch.series(labels("__name__", "x"), MetricKind.UNKNOWN);
    for (long each : bits) {
      batch.sample(SentSamples.NOW_MS, Double.longBitsToDouble(each));
    }
    assertThat(sent.records().stream().mapToLong(r -> Double.doubleToRawLongBits(r.getValue())))
        .containsExactly(java.util.Arrays.stream(bits).boxed().toArray(Long[]::new));
  }

  @Test
  void whatIsOutOfTimeIsRefusedAndTheRestIsSent() {
    batch.series(labels("__name__", "up", "job", "a"), MetricKind.GAUGE);
    batch.sample(SentSamples.NOW_MS - SIX_HOURS_MS - 1, 1);
    batch.sample(SentSamples.NOW_MS - SIX_HOURS_MS, 2);
    batch.sample(SentSamples.NOW_MS + TEN_MINUTES_MS, 3);
    batch.sample(SentSamples.NOW_MS + TEN_MINUTES_MS + 1, 4);
    batch.sample(Long.MIN_VALUE, 5);
    batch.sample(Long.MAX_VALUE, 6);
    batch.finish();
    assertThat(sent.records()).extracting(MetricSample::getValue).containsExactly(2.0, 3.0);
    assertThat(batch.refusals().samples()).isEqualTo(4);
    assertThat(batch.refusals().text())
        .isEqualTo(
            "2 more than 6 h old, first up{job=\"a\"} at 1799978399999"
                + " (2027-01-15T01:59:59.999Z); 2 more than 10 min in the future, first"
                + " up{job=\"a\"} at 1800000600001 (2027-01-15T08:10:00.001Z)");
  }

  @Test
  void backfillMayBeAsOldAsAnythingIsKeptAndSaysWhatItIs() {
    SampleBatch backfill = sent.backfill;
    long keptMs = 1826 * 86_400_000L;
    backfill.series(labels("__name__", "up", "job", "a"), MetricKind.GAUGE);
    backfill.sample(SentSamples.NOW_MS - keptMs - 1, 1);
    backfill.sample(SentSamples.NOW_MS - keptMs, 2);
    backfill.sample(SentSamples.NOW_MS, 3);
    backfill.finish();
    assertThat(sent.records()).extracting(MetricSample::getValue).containsExactly(2.0, 3.0);
    assertThat(sent.records())
        .allMatch(
            record ->
                SampleOrigin.of(record.getAgentEpochNs(), record.getSequence())
                    == SampleOrigin.BACKFILL);
    assertThat(backfill.refusals().text())
        .startsWith("1 older than the coarsest aggregates are kept, first up{job=\"a\"} at ");
  }

  @Test
  void aSeriesNeedsAName() {
    assertThatThrownBy(() -> batch.series(labels("job", "a"), MetricKind.GAUGE))
        .isInstanceOf(InvalidLabelsException.class)
        .hasMessage("a series without a metric name: {job=\"a\"}");
  }
}
