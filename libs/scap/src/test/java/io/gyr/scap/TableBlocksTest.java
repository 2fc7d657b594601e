package io.gyr.scap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableBlocksTest {
  private static final int[] THREAD_BLOCKS = {
    0x202, 0x207, 0x209, 0x210, 0x211, 0x212, 0x213, 0x214, 0x215
  };
  private final Recorder tables = new Recorder();

  @Test
  void threadsOfEveryVersionAreRead() throws IOException {
    for (int version = 1; version <= THREAD_BLOCKS.length; version++) {
      int v = version;
      tables.threads.clear();
      read(
          new CaptureWriter()
              .block(
                  THREAD_BLOCKS[v - 1],
                  b -> {
                    thread(b, v, 1, "first");
                    thread(b, v, 2, "second");
                  }));
      assertThat(tables.threads).extracting(ThreadEntry::comm).containsExactly("first", "second");
      ThreadEntry second = tables.threads.get(1);
      assertThat(second.threadId()).isEqualTo(2);
      assertThat(second.cwd()).isEqualTo("/tmp");
      assertThat(second.minorFaults()).isEqualTo(v >= 2 ? 6 : 0);
      assertThat(second.environment()).hasSize(v >= 3 ? 4 : 0);
      assertThat(second.virtualId()).isEqualTo(v >= 4 ? 22 : -1);
      assertThat(second.root()).isEqualTo(v >= 5 ? "/r" : "");
      assertThat(second.sessionId()).isEqualTo(v >= 6 ? 9 : -1);
      assertThat(second.exePath()).isEqualTo(v >= 7 ? "/bin/x" : "");
      assertThat(second.virtualGroupId()).isEqualTo(v >= 8 ? 8 : -1);
      assertThat(second.loginUid()).isEqualTo(v >= 9 ? 1000 : -1);
    }
  }

  private static void thread(ByteBuffer b, int v, long tid, String comm) {
    int start = b.position();
    if (v >= 9) {
      b.putInt(0);
    }
    b.putLong(tid).putLong(tid).putLong(0);
    if (v >= 6) {
      b.putLong(9);
    }
    if (v >= 8) {
      b.putLong(8);
    }
    text(b, comm);
    text(b, "exe");
    if (v >= 7) {
      text(b, "/bin/x");
    }
    text(b, "-l\0");
    text(b, "/tmp");
    b.putLong(100).putInt(0).putInt(1).putInt(2);
    if (v >= 2) {
      b.putInt(3).putInt(4).putInt(5).putLong(5).putLong(6);
    }
    if (v >= 3) {
      text(b, "A=B\0");
    }
    if (v >= 4) {
      b.putLong(22).putLong(22);
      text(b, "cpu=/\0");
    }
    if (v >= 5) {
      text(b, "/r");
    }
    if (v >= 9) {
      b.putInt(1000);
      b.putInt(start, b.position() - start);
    }
  }

  @Test
  void descriptorsUsersAndInterfacesAreRead() throws IOException {
    read(
        new CaptureWriter()
            .block(
                0x218,
                b -> {
                  b.putLong(1);
                  int start = b.position();
                  b.putInt(0).putLong(4).putLong(0).put((byte) 3);
                  b.put(new byte[] {10, 0, 0, 1, 10, 0, 0, 2}).putShort((short) 1000);
                  b.putShort((short) 443).put((byte) 1);
                  b.putInt(start, b.position() - start);
                })
            .block(
                0x206,
                b -> {
                  b.put((byte) 0).putInt(5).putInt(6);
                  text(b, "ann");
                  text(b, "/home/ann");
                  text(b, "/bin/sh");
                  b.put((byte) 1).putInt(6);
                  text(b, "staff");
                })
            .block(
                0x205,
                b -> {
                  b.putShort((short) 1).putShort((short) 2).put(new byte[20]);
                  b.put(new byte[] {'l', 'o'});
                }));
    assertThat(tables.names).containsExactly("5:6:ann:/home/ann:/bin/sh", "6:staff", "lo/4");
    assertThat(tables.descriptors).hasSize(1);
    FdEntry socket = tables.descriptors.get(0);
    assertThat(socket.type()).isEqualTo(FdType.IPV4_SOCK);
    assertThat(socket.destinationPort()).isEqualTo(443);
    assertThat(socket.source()).containsExactly(10, 0, 0, 1);
  }

  @Test
  void anEntryLongerThanItsBlockIsAnError() {
    CaptureWriter writer = new CaptureWriter().block(0x215, b -> b.putInt(5000).putLong(1));
    assertThatThrownBy(() -> read(writer))
        .isInstanceOf(ScapException.class)
        .hasMessageContaining("longer than its block");
  }

  private void read(CaptureWriter writer) throws IOException {
    try (ScapReader reader = ScapReader.of(new ByteArrayInputStream(writer.bytes()), tables)) {
      assertThat(reader.next()).isFalse();
    }
  }

  private static void text(ByteBuffer b, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    b.putShort((short) bytes.length).put(bytes);
  }
}
