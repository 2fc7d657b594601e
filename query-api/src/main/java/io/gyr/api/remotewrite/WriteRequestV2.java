package io.gyr.api.remotewrite;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.InvalidLabelsException;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.ingest.SampleBatch;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code io.prometheus.write.v2.Request}: symbols = 4, timeseries = 5 (labels_refs = 1,
 * samples = 2, histograms = 3, exemplars = 4, metadata = 5 with type = 1, help_ref = 3, unit_ref =
 * 4). Created timestamps are not kept.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote write 2.0</a>
 */
final class WriteRequestV2 {
  private static final int SYMBOLS = 4;
  private static final int TIMESERIES = 5;
  private static final int LABEL_REFERENCES = 1;
  private static final int SAMPLES = 2;
  private static final int HISTOGRAMS = 3;
  private static final int EXEMPLARS = 4;
  private static final int METADATA = 5;
  private static final long NO_NAME = -1;

  private final MetricFamilies families;
  private final SeriesWriter writer;
  private final ExemplarReader exemplars;
  private final Symbols symbols = new Symbols();
  private final SeriesLabels labels = new SeriesLabels();
  private final ProtobufReader series = new ProtobufReader();
  private final ProtobufReader fields = new ProtobufReader();
  private final ProtobufReader part = new ProtobufReader();
  private final ProtobufReader references = new ProtobufReader();
  private long pendingName;
  private @Nullable InvalidLabelsException invalid;

  WriteRequestV2(SampleBatch batch, MetricFamilies families, ExemplarStore exemplars) {
    this.families = families;
    this.writer = new SeriesWriter(batch);
    this.exemplars = new ExemplarReader(exemplars, symbols);
  }

  /**
   * Sends what {@code request} holds.
   *
   * @throws MalformedProtobufException if it is no such message; what stands before the fault was
   *     sent
   */
  void read(byte[] request) {
    ProtobufReader first = new ProtobufReader(request);
    while (first.next()) {
      if (first.field() == SYMBOLS) {
        symbols.add(first);
      } else {
        first.skip();
      }
    }
    ProtobufReader second = new ProtobufReader(request);
    while (second.next()) {
      if (second.field() == TIMESERIES) {
        second.message(series);
        series();
      } else {
        second.skip();
      }
    }
  }

  /** How many exemplars were kept. */
  long exemplars() {
    return exemplars.kept();
  }

  private void series() {
    readLabels();
    if (invalid != null) {
      writer.refuse(invalid, series, SAMPLES, HISTOGRAMS);
      return;
    }
    exemplars.read(labels, series, EXEMPLARS);
    writer.write(labels, families.kindOf(labels.name()), series, SAMPLES, HISTOGRAMS);
  }

  /** Reads labels and metadata ahead of the samples, wherever they stand. */
  private void readLabels() {
    labels.clear();
    pendingName = NO_NAME;
    invalid = null;
    series.again(fields);
    while (fields.next()) {
      if (fields.field() != LABEL_REFERENCES) {
        fields.skip();
      } else if (fields.isPacked()) {
        fields.message(references);
        while (references.hasMore()) {
          reference(references.packedVarint());
        }
      } else {
        reference(fields.varint());
      }
    }
    if (pendingName != NO_NAME) {
      invalid = new InvalidLabelsException("a label name without a value");
    }
    if (invalid == null) {
      series.again(fields);
      while (fields.next()) {
        if (fields.field() == METADATA) {
          fields.message(part);
          metadata();
        } else {
          fields.skip();
        }
      }
    }
  }

  /** Names and values take turns. */
  private void reference(long reference) {
    if (pendingName == NO_NAME) {
      pendingName = reference;
      return;
    }
    String name = symbols.get(pendingName);
    String value = symbols.get(reference);
    pendingName = NO_NAME;
    if (invalid != null) {
      return;
    }
    try {
      labels.add(name, value);
    } catch (InvalidLabelsException e) {
      invalid = e;
    }
  }

  private void metadata() {
    long type = 0;
    long help = 0;
    long unit = 0;
    while (part.next()) {
      switch (part.field()) {
        case 1 -> type = part.varint();
        case 3 -> help = part.varint();
        case 4 -> unit = part.varint();
        default -> part.skip();
      }
    }
    if (type != 0 || help != 0 || unit != 0) {
      String word = MetricTypes.name(type);
      families.tell(
          new MetricFamily(
              MetricTypes.family(labels.name(), word), word, symbols.get(help), symbols.get(unit)));
    }
  }
}
