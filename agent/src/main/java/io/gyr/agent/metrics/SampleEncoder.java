package io.gyr.agent.metrics;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import io.gyr.schemas.record.MetricKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes each sample as the body of a {@code MetricSample}, from {@code time_ms} on, and offers it.
 * Adds the labels that every sample of the agent has. For one thread.
 */
final class SampleEncoder implements SampleSink {
  private final RecordSink sink;
  private final Map<String, String> commonLabels;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
  private long timeMillis;

  SampleEncoder(RecordSink sink, Map<String, String> commonLabels) {
    this.sink = sink;
    this.commonLabels = commonLabels;
  }

  /** Sets the time of the samples that follow, milliseconds UTC since 1970. */
  void at(long newTimeMillis) {
    timeMillis = newTimeMillis;
  }

  @Override
  public void gauge(String name, Map<String, String> labels, double value) {
    offer(name, MetricKind.GAUGE, labels, value);
  }

  @Override
  public void counter(String name, Map<String, String> labels, double value) {
    offer(name, MetricKind.COUNTER, labels, value);
  }

  private void offer(String name, MetricKind kind, Map<String, String> labels, double value) {
    bytes.reset();
    try {
      encoder.writeLong(timeMillis);
      encoder.writeString(name);
      encoder.writeEnum(kind.ordinal());
      encoder.writeMapStart();
      encoder.setItemCount(labels.size() + commonLabels.size());
      write(commonLabels);
      write(labels);
      encoder.writeMapEnd();
      encoder.writeDouble(value);
      encoder.writeIndex(0); // No histogram.
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = bytes.toByteArray();
    sink.offer(RecordKind.METRIC, body, 0, body.length);
  }

  private void write(Map<String, String> labels) throws IOException {
    for (Map.Entry<String, String> label : labels.entrySet()) {
      encoder.startItem();
      encoder.writeString(label.getKey());
      encoder.writeString(label.getValue());
    }
  }
}
