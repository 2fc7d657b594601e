package io.gyr.api.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.http.ApiError;
import io.gyr.api.ingest.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class SnappyBodyTest {
  private static final int MAX_BYTES = 1 << 20;

  private final MemoryBudget memory = new MemoryBudget(3 << 20);

  private byte[] unpack(byte[] body) {
    try (SnappyBody open =
        SnappyBody.open(new ByteArrayInputStream(body), body.length, MAX_BYTES, memory)) {
      return open.unpack();
    }
  }

  @Property(tries = 300, seed = "1")
  void unpacksWhatWasPacked(@ForAll byte[] bytes) throws Exception {
    assertThat(unpack(Snappy.compress(bytes))).isEqualTo(bytes);
  }

  @Property(tries = 3000, seed = "2")
  void anyBytesAreUnpackedOrRefused(@ForAll byte[] bytes) {
    try {
      assertThat(unpack(bytes).length).isLessThanOrEqualTo(MAX_BYTES);
    } catch (ApiError e) {
      assertThat(e.status()).isIn(400, 413);
    }
  }

  @Test
  void aBombIsRefusedByWhatItSaysOfItself() throws Exception {
    byte[] bomb = Snappy.compress(new byte[64 << 20]);
    assertThatThrownBy(() -> unpack(bomb))
        .isInstanceOf(ApiError.class)
        .hasMessage("The body is 67108864 bytes when it is unpacked")
        .extracting(e -> ((ApiError) e).status())
        .isEqualTo(413);
  }

  @Test
  void aBombThatLiesAboutItsLengthIsRefused() throws Exception {
    byte[] bomb = Snappy.compress(new byte[64 << 20]);
    bomb[0] = (byte) 0xff;
    bomb[1] = (byte) 0x80;
    bomb[2] = (byte) 0x00;
    assertThatThrownBy(() -> unpack(bomb)).isInstanceOf(ApiError.class);
  }

  @Test
  void aBodyThatIsCutShortIsRefused() throws Exception {
    byte[] packed = Snappy.compress("abcdefghijklmnopqrstuvwxyz".repeat(20));
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> unpack(cut))
          .isInstanceOf(ApiError.class)
          .hasMessage("The body is not in snappy's block format");
    }
  }

  @Test
  void memoryIsGivenBackHoweverItEnds() {
    for (int i = 0; i < 100; i++) {
      byte[] liar = {(byte) 0x80, (byte) 0x80, 0x40, 1, 2, 3};
      assertThatThrownBy(() -> unpack(liar)).isInstanceOf(ApiError.class);
    }
  }
}
