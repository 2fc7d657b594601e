package io.gyr.cli.exposition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples as a request of Prometheus remote write 2.0, whose answer says how many were written:
 * {@code io.prometheus.write.v2.Request} with symbols = 4 and timeseries = 5 (labels_refs = 1,
 * samples = 2, metadata = 5). Not thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote write 2.0</a>
 */
public final class WriteRequest {
  private static final List<String> TYPES =
      List.of(
          "unknown",
          "counter",
          "gauge",
          "histogram",
          "gaugehistogram",
          "summary",
          "info",
          "stateset");

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;

  private final Map<String, Integer> symbols = new LinkedHashMap<>(Map.of("", 0));
  private final Map<Map<String, String>, ByteArrayOutputStream> series = new LinkedHashMap<>();
  private int samples;

  /**
   * Adds a sample.
   *
   * @param family what is said of the series
   * @param timeMs milliseconds since 1970
   */
  public void add(Sample sample, Family family, long timeMs) {
    ByteArrayOutputStream message = series.get(sample.labels());
    if (message == null) {
      message = new ByteArrayOutputStream();
      series.put(sample.labels(), message);
      begin(message, sample, family);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    tag(value, 1, FIXED64);
    long bits = Double.doubleToRawLongBits(sample.value());
    for (int i = 0; i < Long.BYTES; i++) {
      value.write((int) (bits >>> 8 * i));
    }
    tag(value, 2, VARINT);
    varint(value, timeMs);
    message(message, 2, value.toByteArray());
    samples++;
  }

  private void begin(ByteArrayOutputStream message, Sample sample, Family family) {
    ByteArrayOutputStream references = new ByteArrayOutputStream();
    List<String> names = new ArrayList<>(sample.labels().keySet());
    names.sort(null);
    for (String name : names) {
      varint(references, symbol(name));
      varint(references, symbol(sample.labels().getOrDefault(name, "")));
    }
    message(message, 1, references.toByteArray());
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    number(metadata, 1, Math.max(0, TYPES.indexOf(family.type())));
    number(metadata, 3, symbol(family.help()));
    number(metadata, 4, symbol(family.unit()));
    message(message, 5, metadata.toByteArray());
  }

  private int symbol(String text) {
    Integer known = symbols.putIfAbsent(text, symbols.size());
    return known == null ? symbols.size() - 1 : known;
  }

  /** Samples that were added. */
  public int samples() {
    return samples;
  }

  /** The message, not compressed. */
  public byte[] bytes() {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (String symbol : symbols.keySet()) {
      message(request, 4, symbol.getBytes(StandardCharsets.UTF_8));
    }
    series.values().forEach(one -> message(request, 5, one.toByteArray()));
    return request.toByteArray();
  }

  private static void message(ByteArrayOutputStream to, int field, byte[] bytes) {
    tag(to, field, LENGTH);
    varint(to, bytes.length);
    to.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream to, int field, long value) {
    tag(to, field, VARINT);
    varint(to, value);
  }

  private static void tag(ByteArrayOutputStream to, int field, int wireType) {
    varint(to, (long) field << 3 | wireType);
  }

  private static void varint(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }
}
