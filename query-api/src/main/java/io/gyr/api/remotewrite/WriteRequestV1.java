package io.gyr.api.remotewrite;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.InvalidLabelsException;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.api.protobuf.ProtobufReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code prometheus.WriteRequest}: timeseries = 1 (labels = 1, samples = 2, exemplars = 3,
 * histograms = 4), metadata = 3 (type = 1, metric_family_name = 2, help = 4, unit = 5). A label is
 * name = 1 and value = 2.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote write 1.0</a>
 */
final class WriteRequestV1 {
  private static final int TIMESERIES = 1;
  private static final int METADATA = 3;
  private static final int LABELS = 1;
  private static final int SAMPLES = 2;
  private static final int EXEMPLARS = 3;
  private static final int HISTOGRAMS = 4;

  private final MetricFamilies families;
  private final SeriesWriter writer;
  private final ExemplarReader exemplars;
  private final SeriesLabels labels = new SeriesLabels();
  private final ProtobufReader series = new ProtobufReader();
  private final ProtobufReader fields = new ProtobufReader();
  private final ProtobufReader part = new ProtobufReader();

  WriteRequestV1(SampleBatch batch, MetricFamilies families, ExemplarStore exemplars) {
    this.families = families;
    this.writer = new SeriesWriter(batch);
    this.exemplars = new ExemplarReader(exemplars, null);
  }

  /**
   * Sends what {@code request} holds.
   *
   * @throws io.gyr.api.protobuf.MalformedProtobufException if it is no such message; what stands
   *     before the fault was sent
   */
  void read(byte[] request) {
    ProtobufReader reader = new ProtobufReader(request);
    while (reader.next()) {
      switch (reader.field()) {
        case TIMESERIES -> {
          reader.message(series);
          series();
        }
        case METADATA -> {
          reader.message(part);
          metadata();
        }
        default -> reader.skip();
      }
    }
  }

  private void series() {
    InvalidLabelsException invalid = readLabels();
    if (invalid == null) {
      exemplars.read(labels, series, EXEMPLARS);
      writer.write(labels, families.kindOf(labels.name()), series, SAMPLES, HISTOGRAMS);
    } else {
      writer.refuse(invalid, series, SAMPLES, HISTOGRAMS);
    }
  }

  /** Reads the labels ahead of the samples, wherever they stand. */
  private @Nullable InvalidLabelsException readLabels() {
    labels.clear();
    InvalidLabelsException invalid = null;
    series.again(fields);
    while (fields.next()) {
      if (fields.field() != LABELS || invalid != null) {
        fields.skip();
        continue;
      }
      fields.message(part);
      String name = "";
      String value = "";
      while (part.next()) {
        switch (part.field()) {
          case 1 -> name = part.string();
          case 2 -> value = part.string();
          default -> part.skip();
        }
      }
      try {
        labels.add(name, value);
      } catch (InvalidLabelsException e) {
        invalid = e;
      }
    }
    return invalid;
  }

  private void metadata() {
    String name = "";
    String help = "";
    String unit = "";
    long type = 0;
    while (part.next()) {
      switch (part.field()) {
        case 1 -> type = part.varint();
        case 2 -> name = part.string();
        case 4 -> help = part.string();
        case 5 -> unit = part.string();
        default -> part.skip();
      }
    }
    families.tell(new MetricFamily(name, MetricTypes.name(type), help, unit));
  }
}
