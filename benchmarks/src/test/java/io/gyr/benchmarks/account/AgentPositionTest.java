package io.gyr.benchmarks.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentPositionTest {
  @TempDir Path queue;

  @Test
  void takesTheNewestSlotThatIsWhole() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(1024);
    slot(file, 0, 4, 100, 90, 10);
    slot(file, 512, 5, 200, 190, 10);
    Files.write(queue.resolve("position"), file.array());
    assertThat(AgentPosition.read(queue)).isEqualTo(new AgentPosition(200, 190, 10));

    file.put(520, (byte) 99); // A save that was torn: the one before it counts.
    Files.write(queue.resolve("position"), file.array());
    assertThat(AgentPosition.read(queue)).isEqualTo(new AgentPosition(100, 90, 10));
  }

  @Test
  void saysThatNothingIsReadable() throws IOException {
    Files.write(queue.resolve("position"), new byte[3]);
    assertThatThrownBy(() -> AgentPosition.read(queue)).isInstanceOf(IOException.class);
  }

  private static void slot(
      ByteBuffer file, int at, long version, long index, long shipped, long full) {
    file.putLong(at, version).putLong(at + 8, index).putLong(at + 16, shipped);
    file.putLong(at + 24, full);
    CRC32C crc = new CRC32C();
    crc.update(file.array(), at, 52);
    file.putInt(at + 52, (int) crc.getValue());
  }
}
