package io.gyr.api.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {
  @Property(tries = 500, seed = "1")
  void readsWhatWasWritten(
      @ForAll long number, @ForAll long bits, @ForAll String text, @ForAll byte[] other) {
    String valid =
        new String(
            text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8);
    ProtobufReader reader =
        new ProtobufReader(
            new ProtobufWriter()
                .varint(1, number)
                .bytes(9, other)
                .fixed64(2, bits)
                .string(3, valid)
                .message(536_870_911, new ProtobufWriter().varint(1, 7))
                .toBytes());
    assertThat(reader.next()).isTrue();
    assertThat(reader.varint()).isEqualTo(number);
    assertThat(reader.next()).isTrue();
    reader.skip();
    assertThat(reader.next()).isTrue();
    assertThat(Double.doubleToRawLongBits(reader.float64())).isEqualTo(bits);
    assertThat(reader.next()).isTrue();
    assertThat(reader.string()).isEqualTo(valid);
    assertThat(reader.next()).isTrue();
    assertThat(reader.field()).isEqualTo(536_870_911);
    ProtobufReader inner = new ProtobufReader();
    reader.message(inner);
    assertThat(inner.next()).isTrue();
    assertThat(inner.varint()).isEqualTo(7);
    assertThat(inner.next()).isFalse();
    assertThat(reader.next()).isFalse();
  }

  /** Whatever the bytes are, the walk ends, and within them. */
  @Property(tries = 5000, seed = "2")
  void anyBytesAreWalkedOverOrMalformed(@ForAll byte[] bytes) {
    ProtobufReader reader = new ProtobufReader(bytes);
    int fields = 0;
    try {
      while (reader.next()) {
        reader.skip();
        fields++;
      }
    } catch (MalformedProtobufException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
    assertThat(fields).isLessThanOrEqualTo(bytes.length / 2);
  }

  @Test
  void aStringThatIsNotUtf8IsMalformed() {
    ProtobufReader reader =
        new ProtobufReader(new ProtobufWriter().bytes(1, new byte[] {(byte) 0xc0, 1}).toBytes());
    reader.next();
    assertThatThrownBy(reader::string)
        .isInstanceOf(MalformedProtobufException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aLengthBeyondTheEndIsMalformed() {
    ProtobufReader reader =
        new ProtobufReader(new ProtobufWriter().raw(1 << 3 | 2).raw(Long.MAX_VALUE).toBytes());
    reader.next();
    assertThatThrownBy(() -> reader.message(new ProtobufReader()))
        .isInstanceOf(MalformedProtobufException.class)
        .hasMessageContaining("longer than what is left");
  }

  @Test
  void anotherWireTypeThanExpectedIsMalformed() {
    ProtobufReader reader = new ProtobufReader(new ProtobufWriter().varint(1, 1).toBytes());
    reader.next();
    assertThatThrownBy(reader::string).isInstanceOf(MalformedProtobufException.class);
  }
}
