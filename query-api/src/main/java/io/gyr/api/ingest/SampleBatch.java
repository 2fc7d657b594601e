package io.gyr.api.ingest;

import io.gyr.api.http.ApiError;
import io.gyr.component.StageMetrics;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.RecordEncoder;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.timeseries.SeriesId;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of one request on their way. They are sent while the request is read, so that it is
 * never in memory as objects; {@link #finish} tells when the brokers have all of them.
 *
 * <p>Such a sample has no agent: its epoch is 0 (see {@link SampleOrigin}), which is how the
 * pipeline knows that nothing is to be joined and nothing was numbered. A label {@code host_id}
 * that the sender gave is the record's host too, else that is empty: the record's identity is then
 * exactly that of the labels, whoever sends them, and survives restarts of the sender and new
 * tokens. The key is the hash of the series, so its order holds and one sender is spread over all
 * partitions. Not thread-safe.
 */
public final class SampleBatch {
  /** How old a sample may be; what is older can no longer be merged into its chunk. */
  public static final Duration MAX_AGE = Duration.ofHours(6);

  /** How far a sample may be in the future, as in Prometheus. */
  public static final Duration MAX_LEAD = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(SampleBatch.class);
  private static final long PATIENCE_MS = 25_000;
  private static final String HOST = "host_id";

  /** Each record has all labels, so a short request could become a very long one. */
  private static final long MAX_SENT_BYTES = 512L << 20;

  private final Producer<byte[], byte[]> producer;
  private final StageMetrics metrics;
  private final long nowMs;
  private final @Nullable Retentions pastKept;
  private final RecordEncoder<MetricSample> encoder;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final Refusals refusals = new Refusals();
  private final MetricSample record;
  private byte[] key = new byte[0];
  private @Nullable SeriesLabels series;
  private MetricKind kind = MetricKind.UNKNOWN;
  private long oldestMs;
  private long written;
  private long writtenHistograms;
  private long sentBytes;
  private long newestMs = Long.MIN_VALUE;

  /**
   * A batch.
   *
   * @param pastKept how long the past is kept that the samples fill up; null if they are of now
   */
  SampleBatch(
      Producer<byte[], byte[]> producer,
      int schemaId,
      StageMetrics metrics,
      long nowMs,
      @Nullable Retentions pastKept) {
    this.producer = producer;
    this.metrics = metrics;
    this.nowMs = nowMs;
    this.pastKept = pastKept;
    encoder = new RecordEncoder<>(Topic.METRICS.schema(), schemaId);
    record =
        MetricSample.newBuilder()
            .setHostId("")
            .setAgentEpochNs(0)
            .setSequence((pastKept == null ? SampleOrigin.API : SampleOrigin.BACKFILL).sequence())
            .setTimeMs(0)
            .setName("")
            .setKind(MetricKind.UNKNOWN)
            .setLabels(java.util.Map.of())
            .setValue(0)
            .build();
  }

  /**
   * Names the series of the samples that follow.
   *
   * @param labels not to be changed before the next series
   * @throws InvalidLabelsException if there is no metric name
   */
  public void series(SeriesLabels labels, MetricKind kind) {
    if (labels.name().isEmpty()) {
      throw new InvalidLabelsException("a series without a metric name: " + labels.shown());
    }
    series = labels;
    record.setName(labels.name());
    record.setLabels(labels.labels());
    record.setHostId(labels.labels().getOrDefault(HOST, ""));
    this.kind = kind;
    long maxAgeMs =
        pastKept == null
            ? MAX_AGE.toMillis()
            : pastKept.seconds(labels.name(), Resolution.ONE_DAY) * 1000L;
    oldestMs = nowMs - maxAgeMs;
    key = SeriesId.of(labels.name(), labels.labels()).bytes();
  }

  /**
   * Sends a sample of the series, or counts it as refused if its time is out of range.
   *
   * @param timeMs milliseconds since 1970
   * @return whether it was sent
   * @throws ApiError 503 if the brokers do not take it, 413 if the request has become too much
   */
  public boolean sample(long timeMs, double value) {
    if (!isInTime(timeMs)) {
      return false;
    }
    record.setKind(kind);
    record.setHistogram(null);
    send(timeMs, value);
    return true;
  }

  /**
   * Sends a native histogram of the series as {@link #sample} does a sample.
   *
   * @param histogram what {@link HistogramCheck} found valid, or a stale marker
   */
  public boolean histogram(long timeMs, Histogram histogram) {
    if (pastKept != null) {
      refuse(Refusal.PAST_HISTOGRAM, timeMs);
      return false;
    }
    if (!isInTime(timeMs)) {
      return false;
    }
    record.setKind(MetricKind.HISTOGRAM);
    record.setHistogram(histogram);
    send(timeMs, histogram.getSum());
    writtenHistograms++;
    return true;
  }

  /** Whether the store can take it; counts it as refused if not. */
  private boolean isInTime(long timeMs) {
    if (timeMs < oldestMs) {
      refuse(pastKept == null ? Refusal.TOO_OLD : Refusal.NOT_KEPT, timeMs);
      return false;
    }
    if (timeMs > nowMs + MAX_LEAD.toMillis()) {
      refuse(Refusal.TOO_NEW, timeMs);
      return false;
    }
    return true;
  }

  private void send(long timeMs, double value) {
    metrics.in().inc();
    record.setTimeMs(timeMs);
    record.setValue(value);
    byte[] encoded = encoder.encode(record);
    sentBytes += encoded.length;
    if (sentBytes > MAX_SENT_BYTES) {
      throw ApiError.tooLarge(
          "The samples are more than " + MAX_SENT_BYTES + " bytes with all their labels",
          "Send fewer samples at once, or shorter labels");
    }
    acknowledgements.sending();
    try {
      producer.send(
          new ProducerRecord<>(Topic.METRICS.topicName(), key, encoded), acknowledgements);
    } catch (KafkaException e) {
      throw unavailable(e);
    }
    Exception failure = acknowledgements.failure();
    if (failure != null) {
      throw unavailable(failure); // The others would fail too, one timeout after the other.
    }
    written++;
    newestMs = Math.max(newestMs, timeMs);
  }

  private void refuse(Refusal refusal, long timeMs) {
    String example = "";
    if (!refusals.has(refusal) && series != null) {
      example = series.shown() + " at " + timeMs + " (" + instant(timeMs) + ")";
    }
    refuse(refusal, 1, example);
  }

  private static String instant(long timeMs) {
    long bounded = Math.max(-62_135_596_800_000L, Math.min(253_402_300_799_999L, timeMs));
    return Instant.ofEpochMilli(bounded).toString();
  }

  /** Counts samples that are refused; {@code example} names one. */
  public void refuse(Refusal refusal, long samples, String example) {
    metrics.in().inc(samples);
    metrics.dropped(refusal.reason()).inc(samples);
    refusals.add(refusal, samples, example);
  }

  /** Samples that were sent, with the histograms. */
  public long written() {
    return written;
  }

  /** Native histograms that were sent. */
  public long writtenHistograms() {
    return writtenHistograms;
  }

  /** What was refused so far. */
  public Refusals refusals() {
    return refusals;
  }

  /**
   * Returns when the brokers have all samples that were sent.
   *
   * @throws ApiError 503 if that is not certain; sending all again changes nothing in the store
   */
  public void finish() {
    boolean complete;
    try {
      complete = acknowledgements.await(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiError.unavailable("The server is stopping", "Try again in a moment");
    }
    Exception failure = acknowledgements.failure();
    if (failure != null || !complete) {
      throw unavailable(failure == null ? new IllegalStateException("no answer") : failure);
    }
    metrics.out().inc(written);
    if (written > 0) {
      metrics.lagSeconds(Math.max(0, System.currentTimeMillis() - newestMs) / 1e3);
    }
  }

  private static ApiError unavailable(Exception cause) {
    LOG.warn("Samples were not published: {}", cause.toString());
    return ApiError.unavailable(
        "The samples could not be published", "Send the same request again in a moment");
  }
}
