package io.gyr.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroCursorTest {
  @Property(tries = 500, seed = "1")
  void readsAndSkipsWhatAvroWrites(
      @ForAll long number, @ForAll String text, @ForAll boolean flag, @ForAll String last)
      throws IOException {
    byte[] bytes = avro(number, text, flag, last);
    AvroCursor cursor = new AvroCursor().reset(bytes, 0, bytes.length);
    assertThat(cursor.readLong()).isEqualTo(number);
    int at = cursor.position();
    assertThat(cursor.readString()).isEqualTo(text);
    cursor.position(at);
    cursor.skipString();
    assertThat(cursor.readBoolean()).isEqualTo(flag);
    assertThat(cursor.readString()).isEqualTo(last);
    assertThat(cursor.position()).isEqualTo(bytes.length);
  }

  @Property(tries = 200, seed = "2")
  void neverReadsBehindTheLimit(@ForAll long number, @ForAll String text) throws IOException {
    byte[] bytes = avro(number, text, true, "");
    for (int limit = 0; limit < bytes.length; limit++) {
      AvroCursor cursor = new AvroCursor().reset(bytes, 0, limit);
      assertThatThrownBy(
              () -> {
                cursor.readLong();
                cursor.skipString();
                cursor.readBoolean();
                cursor.skipString();
              })
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void refusesAVarintWithoutEnd() {
    byte[] bytes = new byte[20];
    Arrays.fill(bytes, (byte) 0xff);
    AvroCursor cursor = new AvroCursor().reset(bytes, 0, bytes.length);
    assertThatThrownBy(cursor::readLong).hasMessageContaining("more than ten bytes");
  }

  private static byte[] avro(long number, String text, boolean flag, String last)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    encoder.writeLong(number);
    encoder.writeString(text);
    encoder.writeBoolean(flag);
    encoder.writeString(last);
    encoder.flush();
    return bytes.toByteArray();
  }
}
