package io.gyr.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.agent.RecordKind;
import io.gyr.schemas.record.Entity;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.MalformedRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordKeysTest {
  private static final long TIME_MS = 1_767_225_600_123L;
  private final RecordKeys keys = new RecordKeys("host-1");

  @Test
  void samplesAreKeyedBySeriesWithSortedLabels() throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("mode", "idle");
    labels.put("cpu", "a\\b\"c\nd");
    byte[] body = sampleBody(labels);
    assertThat(
            new String(keys.key(RecordKind.METRIC, body, 0, body.length), StandardCharsets.UTF_8))
        .isEqualTo("node_cpu_seconds_total{cpu=\"a\\\\b\\\"c\\nd\",mode=\"idle\"}");
    assertThat(keys.timeMillis(RecordKind.METRIC, body, 0, body.length)).isEqualTo(TIME_MS);
  }

  @Test
  void entitiesAreKeyedByWhatTheyDescribe() throws IOException {
    byte[] body =
        encode(new Entity("container", "host-1", "c1", TIME_MS * 1_000_000, Map.of("a", "b")));
    assertThat(
            new String(keys.key(RecordKind.ENTITY, body, 0, body.length), StandardCharsets.UTF_8))
        .isEqualTo("container/host-1/c1");
    assertThat(keys.timeMillis(RecordKind.ENTITY, body, 0, body.length)).isEqualTo(TIME_MS);
  }

  @Test
  void syscallsAreKeyedByHost() {
    byte[] body = Numbered.body(5);
    assertThat(keys.key(RecordKind.SYSCALL, body, 0, body.length)).isEqualTo("host-1".getBytes());
    assertThat(keys.timeMillis(RecordKind.SYSCALL, body, 0, body.length))
        .isEqualTo(1_700_000_000_000L);
  }

  @Test
  void everyTruncationIsAnError() throws IOException {
    byte[] whole = sampleBody(Map.of("cpu", "0"));
    // Behind the labels stand the value and that there is no histogram.
    for (int length = 0; length < whole.length - Double.BYTES - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> keys.key(RecordKind.METRIC, cut, 0, cut.length))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  /** The frame and the stored body together are the record, to the byte. */
  @Test
  void theFrameCompletesTheRecord() throws IOException {
    for (long sequence : new long[] {0, 1, 63, 64, 1L << 32, Long.MAX_VALUE / 3, Long.MAX_VALUE}) {
      byte[] body = sampleBody(Map.of("cpu", "0"));
      byte[] value =
          new RecordFrame(RecordKind.METRIC, 0x01020304, "host-1", 77)
              .value(sequence, body, 0, body.length);
      assertThat(value).startsWith(0, 1, 2, 3, 4);
      MetricSample expected = sample(Map.of("cpu", "0"));
      expected.setHostId("host-1");
      expected.setAgentEpochNs(77);
      expected.setSequence(sequence);
      assertThat(
              new SpecificDatumReader<MetricSample>(MetricSample.getClassSchema())
                  .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null)))
          .isEqualTo(expected);
      assertThat(Arrays.copyOfRange(value, 5, value.length)).isEqualTo(encode(expected));
    }
  }

  private static byte[] sampleBody(Map<String, String> labels) throws IOException {
    byte[] whole = encode(sample(labels));
    return Arrays.copyOfRange(whole, 3, whole.length);
  }

  private static MetricSample sample(Map<String, String> labels) {
    return new MetricSample(
        "", 0L, 0L, TIME_MS, "node_cpu_seconds_total", MetricKind.COUNTER, labels, 1.5, null);
  }

  private static <T extends SpecificRecord> byte[] encode(T record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
