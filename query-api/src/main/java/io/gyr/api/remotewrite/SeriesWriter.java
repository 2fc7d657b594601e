package io.gyr.api.remotewrite;

import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.api.ingest.InvalidLabelsException;
import io.gyr.api.ingest.Refusal;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;

/**
 * Sends one series of a request after the other. What both versions of the protocol have in common:
 * a sample is value = 1 and timestamp = 2 in milliseconds, histograms are those of {@link
 * HistogramReader}, and a series that cannot be taken is refused with all its samples while the
 * others go on. Not thread-safe.
 */
final class SeriesWriter {
  private static final int VALUE = 1;
  private static final int TIMESTAMP = 2;

  private final SampleBatch batch;
  private final ProtobufReader sample = new ProtobufReader();
  private final HistogramReader histogram = new HistogramReader();

  SeriesWriter(SampleBatch batch) {
    this.batch = batch;
  }

  /**
   * Sends the samples of a series.
   *
   * @param fields at the first field of the series
   * @param samples number of the field that samples are in
   * @param histograms number of the field that native histograms are in
   */
  void write(
      SeriesLabels labels, MetricKind kind, ProtobufReader fields, int samples, int histograms) {
    try {
      batch.series(labels, kind);
    } catch (InvalidLabelsException e) {
      refuse(e, fields, samples, histograms);
      return;
    }
    while (fields.next()) {
      if (fields.field() == samples) {
        fields.message(sample);
        send();
      } else if (fields.field() == histograms) {
        fields.message(sample);
        sendHistogram(labels.name());
      } else {
        fields.skip();
      }
    }
  }

  /** Counts everything in a series as refused. */
  void refuse(InvalidLabelsException why, ProtobufReader fields, int samples, int histograms) {
    long count = 0;
    while (fields.next()) {
      if (fields.field() == samples || fields.field() == histograms) {
        count++;
      }
      fields.skip();
    }
    batch.refuse(Refusal.LABELS, count, String.valueOf(why.getMessage()));
  }

  private void send() {
    double value = 0;
    long timeMs = 0;
    while (sample.next()) {
      switch (sample.field()) {
        case VALUE -> value = sample.float64();
        case TIMESTAMP -> timeMs = sample.varint();
        default -> sample.skip();
      }
    }
    batch.sample(timeMs, value);
  }

  private void sendHistogram(String name) {
    Histogram read;
    try {
      read = histogram.read(sample);
    } catch (InvalidHistogramException e) {
      batch.refuse(Refusal.HISTOGRAM, 1, name + ": " + e.getMessage());
      return;
    }
    batch.histogram(histogram.timeMs(), read);
  }
}
