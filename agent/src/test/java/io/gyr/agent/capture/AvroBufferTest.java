package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

class AvroBufferTest {
  private final AvroBuffer buffer = new AvroBuffer(1);

  @Property(seed = "1")
  void numbers(@ForAll long value) throws IOException {
    buffer.clear();
    buffer.number(value);
    assertThat(decoder().readLong()).isEqualTo(value);
  }

  @Property(seed = "1")
  void texts(@ForAll @StringLength(max = 300) String first, @ForAll String second)
      throws IOException {
    buffer.clear();
    buffer.text(first);
    buffer.text(second);
    BinaryDecoder decoder = decoder();
    // A half of a surrogate pair has no encoding: both encoders put a question mark.
    assertThat(decoder.readString()).isEqualTo(encodable(first));
    assertThat(decoder.readString()).isEqualTo(encodable(second));
    assertThat(decoder.isEnd()).isTrue();
  }

  @Property(seed = "1")
  void unions(@ForAll boolean flag, @ForAll String text) throws IOException {
    buffer.clear();
    buffer.optional(flag ? text : null);
    buffer.bool(flag);
    buffer.endArray();
    BinaryDecoder decoder = decoder();
    @Nullable String read = null;
    if (decoder.readIndex() == 1) {
      read = decoder.readString();
    }
    assertThat(read).isEqualTo(flag ? encodable(text) : null);
    assertThat(decoder.readBoolean()).isEqualTo(flag);
    assertThat(decoder.readArrayStart()).isZero();
    assertThat(decoder.isEnd()).isTrue();
  }

  private BinaryDecoder decoder() {
    return DecoderFactory.get().binaryDecoder(buffer.bytes(), 0, buffer.length(), null);
  }

  private static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
