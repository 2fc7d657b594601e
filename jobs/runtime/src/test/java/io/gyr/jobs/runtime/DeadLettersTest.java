package io.gyr.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final byte[] KEY = "host".getBytes(StandardCharsets.UTF_8);

  @Test
  void saysWhatItWasWhereItLayAndWhyItWasGivenUp() {
    byte[] value = {1, 2, 3};
    DeadLetter letter = letter(new RawRecord("gyr.syscalls", 5, 77, KEY, value));
    assertThat(letter.getStage()).isEqualTo("a stage");
    assertThat(letter.getReason()).isEqualTo("malformed");
    assertThat(letter.getDetail()).isEqualTo("truncated at byte 3");
    assertThat(letter.getTopic()).isEqualTo("gyr.syscalls");
    assertThat(letter.getPartition()).isEqualTo(5);
    assertThat(letter.getOffset()).isEqualTo(77);
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(KEY));
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
  }

  @Test
  void keepsWhatWasNotThereAsNotThere() {
    DeadLetter letter = letter(new RawRecord("t", 0, 0, null, null));
    assertThat(letter.getKey()).isNull();
    assertThat(letter.getValue()).isNull();
  }

  /** A letter that is larger than what its topic takes would stop the stage that writes it. */
  @Test
  void keepsTheBeginningOfWhatIsTooLarge() {
    byte[] large = new byte[2 << 20];
    DeadLetter letter = letter(new RawRecord("t", 0, 0, large, large));
    assertThat(letter.getKey().remaining()).isEqualTo(512 << 10);
    assertThat(letter.getValue().remaining()).isEqualTo(512 << 10);
  }

  private static DeadLetter letter(RawRecord record) {
    try (FakeRegistry registry = new FakeRegistry()) {
      RawRecord letter =
          new DeadLetters(new Schemas(registry.settings()), "a stage")
              .letter(record, "malformed", "truncated at byte 3");
      assertThat(letter.key()).isEqualTo("a stage".getBytes(StandardCharsets.UTF_8));
      return new RecordDecoder<DeadLetter>(
              Topic.DEAD_LETTER.schema(), id -> Topic.DEAD_LETTER.schema())
          .decode(letter.value());
    }
  }
}
