package io.gyr.api.remotewrite;

import io.gyr.api.exemplar.Exemplar;
import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.SeriesLabels;
import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.promql.labels.Labels;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exemplars of a series: value = 2, timestamp = 3 in milliseconds, and labels = 1, which
 * are messages of name = 1 and value = 2 in version 1.0 and references to symbols in 2.0. One that
 * cannot be kept is left out, as in Prometheus. Not thread-safe.
 */
final class ExemplarReader {
  private static final int LABELS = 1;
  private static final int VALUE = 2;
  private static final int TIMESTAMP = 3;

  private final ExemplarStore store;
  private final @Nullable Symbols symbols;
  private final ProtobufReader fields = new ProtobufReader();
  private final ProtobufReader exemplar = new ProtobufReader();
  private final ProtobufReader part = new ProtobufReader();
  private long kept;

  /**
   * A reader.
   *
   * @param symbols of a request of version 2.0, null in 1.0
   */
  ExemplarReader(ExemplarStore store, @Nullable Symbols symbols) {
    this.store = store;
    this.symbols = symbols;
  }

  /** How many were kept. */
  long kept() {
    return kept;
  }

  /**
   * Keeps those of a series.
   *
   * @param series at its first field, where it stays
   * @param field number of the field that exemplars are in
   */
  void read(SeriesLabels of, ProtobufReader series, int field) {
    Labels labels = null;
    series.again(fields);
    while (fields.next()) {
      if (fields.field() != field) {
        fields.skip();
        continue;
      }
      if (labels == null) {
        labels = of.withName();
      }
      fields.message(exemplar);
      if (store.add(labels, read())) {
        kept++;
      }
    }
  }

  private Exemplar read() {
    Map<String, String> labels = new TreeMap<>();
    String pendingName = null;
    double value = 0;
    long timeMs = 0;
    while (exemplar.next()) {
      switch (exemplar.field()) {
        case VALUE -> value = exemplar.float64();
        case TIMESTAMP -> timeMs = exemplar.varint();
        case LABELS -> {
          if (symbols == null) {
            exemplar.message(part);
            label(labels);
          } else if (exemplar.isPacked()) {
            exemplar.message(part);
            while (part.hasMore()) {
              pendingName = reference(symbols, part.packedVarint(), pendingName, labels);
            }
          } else {
            pendingName = reference(symbols, exemplar.varint(), pendingName, labels);
          }
        }
        default -> exemplar.skip();
      }
    }
    return new Exemplar(Labels.of(labels), value, timeMs);
  }

  private void label(Map<String, String> labels) {
    String name = "";
    String value = "";
    while (part.next()) {
      switch (part.field()) {
        case 1 -> name = part.string();
        case 2 -> value = part.string();
        default -> part.skip();
      }
    }
    labels.put(name, value);
  }

  /** Names and values take turns; returns the name that waits for its value. */
  private static @Nullable String reference(
      Symbols symbols, long reference, @Nullable String pendingName, Map<String, String> labels) {
    String text = symbols.get(reference);
    if (pendingName == null) {
      return text;
    }
    labels.put(pendingName, text);
    return null;
  }
}
