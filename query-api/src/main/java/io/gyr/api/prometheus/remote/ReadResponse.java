package io.gyr.api.prometheus.remote;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import java.util.Comparator;
import java.util.List;

/** The answer of samples (facts: prompb/remote.proto and types.proto, v3.5). */
public final class ReadResponse {
  private static final int SAMPLES = 2;
  private static final int HISTOGRAMS = 4;

  private final ProtobufOutput out = new ProtobufOutput();
  private final HistogramMessage message = new HistogramMessage();

  /** Bytes so far. */
  public int size() {
    return out.size();
  }

  /** Adds the answer to the next query; clients want series in the order of their labels. */
  public void add(List<RawSeries> series, long fromMs, long toMs) {
    series.sort(Comparator.comparing(RawSeries::labels));
    ProtobufOutput result = new ProtobufOutput();
    ProtobufOutput one = new ProtobufOutput();
    ProtobufOutput part = new ProtobufOutput();
    for (RawSeries raw : series) {
      one.clear();
      Labels labels = raw.labels();
      for (int i = 0; i < labels.size(); i++) {
        part.clear();
        part.text(1, labels.name(i));
        part.text(2, labels.value(i));
        one.message(1, part);
      }
      for (int i = 0; i < raw.size(); i++) {
        if (raw.times()[i] >= fromMs && raw.times()[i] <= toMs) {
          sample(raw, i, part, one);
        }
      }
      result.message(1, one);
    }
    out.message(1, result);
  }

  /** A stale marker goes as a float: it ends histograms as well. */
  private void sample(RawSeries raw, int i, ProtobufOutput part, ProtobufOutput one) {
    FloatHistogram[] histograms = raw.histograms();
    FloatHistogram histogram = histograms == null ? null : histograms[i];
    part.clear();
    if (histogram == null) {
      part.real(1, raw.values()[i]);
      part.number(2, raw.times()[i]);
      one.message(SAMPLES, part);
    } else {
      message.write(histogram, raw.times()[i], part);
      one.message(HISTOGRAMS, part);
    }
  }

  /** The message. */
  public byte[] bytes() {
    return out.bytes();
  }
}
