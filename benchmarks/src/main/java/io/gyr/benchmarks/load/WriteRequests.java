package io.gyr.benchmarks.load;

import io.gyr.timeseries.chunk.ExposedSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/**
 * The scrapes of {@link ScrapedData} as bodies of remote write 1.0, each sample with its labels and
 * up to {@value #SAMPLES} of them in a body, as a Prometheus sends what it scrapes.
 */
public final class WriteRequests {
  private static final int SAMPLES = 2_000;
  private static final int TIMESERIES = 1 << 3 | 2;
  private static final int LABEL = 1 << 3 | 2;
  private static final int SAMPLE = 2 << 3 | 2;
  private static final int FIRST_TEXT = 1 << 3 | 2;
  private static final int SECOND_TEXT = 2 << 3 | 2;
  private static final int VALUE = 1 << 3 | 1;
  private static final int TIME = 2 << 3;

  private final ScrapedData data;
  private final List<byte[]> labels = new ArrayList<>();

  /** Bodies of {@code data}. */
  public WriteRequests(ScrapedData data) {
    this.data = data;
    for (ScrapedData.Scraped series : data.series()) {
      labels.add(labels(series.labels()));
    }
  }

  private static byte[] labels(Map<String, String> labels) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    labels.forEach(
        (name, value) -> {
          ByteArrayOutputStream label = new ByteArrayOutputStream();
          text(label, FIRST_TEXT, name);
          text(label, SECOND_TEXT, value);
          all.write(LABEL);
          varint(all, label.size());
          all.writeBytes(label.toByteArray());
        });
    return all.toByteArray();
  }

  /** The bodies of one scrape, compressed. */
  public List<byte[]> scrape(int step, long timeMs) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    long startMs = timeMs - step * ExposedSeries.STEP_MS;
    for (int i = 0; i < labels.size(); i += SAMPLES) {
      bodies.add(body(i, Math.min(labels.size(), i + SAMPLES), step, step + 1, startMs));
    }
    return bodies;
  }

  /** The body of the scrapes of many steps, compressed: the samples of a series side by side. */
  public byte[] scrapes(int fromStep, int toStep, long startMs) throws IOException {
    return body(0, labels.size(), fromStep, toStep, startMs);
  }

  private byte[] body(int from, int to, int fromStep, int toStep, long startMs) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      samples.reset();
      double[] values = data.series().get(i).values();
      for (int step = fromStep; step < toStep; step++) {
        sample(samples, startMs + step * ExposedSeries.STEP_MS, values[step]);
      }
      byte[] known = labels.get(i);
      body.write(TIMESERIES);
      varint(body, known.length + samples.size());
      body.writeBytes(known);
      body.writeBytes(samples.toByteArray());
    }
    return Snappy.compress(body.toByteArray());
  }

  private static void sample(ByteArrayOutputStream out, long timeMs, double value) {
    ByteArrayOutputStream sample = new ByteArrayOutputStream(20);
    sample.write(VALUE);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      sample.write((int) (bits >>> shift));
    }
    sample.write(TIME);
    varint(sample, timeMs);
    out.write(SAMPLE);
    varint(out, sample.size());
    out.writeBytes(sample.toByteArray());
  }

  private static void text(ByteArrayOutputStream out, int tag, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write(tag);
    varint(out, utf8.length);
    out.writeBytes(utf8);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) (rest | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
