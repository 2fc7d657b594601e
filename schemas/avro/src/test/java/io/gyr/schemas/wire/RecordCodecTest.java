package io.gyr.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private final RecordEncoder<MetricSample> encoder =
      new RecordEncoder<>(MetricSample.getClassSchema(), 0x01020304);
  private final RecordDecoder<MetricSample> decoder =
      new RecordDecoder<>(MetricSample.getClassSchema(), id -> MetricSample.getClassSchema());

  @Test
  void writesMagicSchemaIdAndBody() {
    byte[] bytes = encoder.encode(sample("node_load1", 0.5));
    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(RecordDecoder.schemaId(bytes)).isEqualTo(0x01020304);
  }

  @Property(tries = 200, seed = "1")
  void readsWhatItWrote(@ForAll String name, @ForAll double value) {
    MetricSample sample = sample(name, value);
    assertThat(decoder.decode(encoder.encode(sample))).isEqualTo(sample);
  }

  @Property(tries = 500, seed = "2")
  void refusesAnythingElseWithOneException(@ForAll @Size(max = 64) byte[] bytes) {
    try {
      decoder.decode(bytes);
    } catch (MalformedRecordException expected) {
      assertThat(expected).hasMessageMatching("(?s)(expected magic|no MetricSample).*");
    }
  }

  @Test
  void refusesATruncatedRecord() {
    byte[] bytes = encoder.encode(sample("node_load1", 0.5));
    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("no MetricSample under schema id 16909060");
  }

  private static MetricSample sample(String name, double value) {
    return new MetricSample(
        "h", 1L, 2L, 3L, name, MetricKind.GAUGE, Map.of("cpu", "0"), value, null);
  }
}
