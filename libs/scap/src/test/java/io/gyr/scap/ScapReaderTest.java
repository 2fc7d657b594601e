package io.gyr.scap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ScapReaderTest {
  private static final int CLOSE_X = 5;
  private static final int OPENAT_2_X = 307;
  private final Recorder tables = new Recorder();

  @Test
  void tablesGoToTheSinkAndEventsToTheCursor() throws IOException {
    byte[] bytes = small().event(42, OPENAT_2_X, 3, -100, "/etc/passwd", 1, 0, 64, 9).bytes();
    try (ScapReader reader = reader(bytes)) {
      assertThat(reader.next()).isTrue();
      ScapEvent event = reader.event();
      assertThat(event.info().name()).isEqualTo("openat");
      assertThat(event.threadId()).isEqualTo(42);
      assertThat(event.processor()).isEqualTo(1);
      assertThat(event.number(0)).isEqualTo(3);
      assertThat(event.number(1)).isEqualTo(-100);
      assertThat(event.text(2)).isEqualTo("/etc/passwd");
      assertThat(event.number(5)).isEqualTo(64);
      assertThat(event.isEmpty(7)).isTrue();
      assertThat(reader.next()).isFalse();
    }
    assertThat(tables.machine.hostname()).isEqualTo("host");
    assertThat(tables.threads).extracting(ThreadEntry::comm).containsExactly("bash");
    assertThat(tables.threads.get(0).root()).isEqualTo("/");
    assertThat(tables.threads.get(0).groupId()).isEqualTo(1);
    assertThat(tables.descriptors).extracting(FdEntry::name).containsExactly("/dev/null");
    assertThat(tables.ends).isEqualTo(1);
  }

  @Test
  void gzipIsSeenByItsFirstBytes() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(small().event(1, CLOSE_X, 0, 3).bytes());
    }
    try (ScapReader reader = reader(packed.toByteArray())) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void damagedGzipGivesWhatCameBefore() throws IOException {
    CaptureWriter writer = small();
    for (int i = 0; i < 1000; i++) {
      writer.event(i, CLOSE_X, 0, i);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(writer.bytes());
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    try (ScapReader reader = reader(cut)) {
      assertThatThrownBy(
              () -> {
                while (reader.next()) {
                  assertThat(reader.event().code()).isEqualTo(CLOSE_X);
                }
              })
          .isInstanceOf(ScapException.class)
          .hasMessageContaining("truncated");
      assertThat(reader.events()).isPositive();
    }
  }

  @Test
  void aCaptureCutAnywhereEndsThereWithAnError() throws IOException {
    CaptureWriter writer = small();
    int tables = writer.size();
    writer.event(1, CLOSE_X, 0, 3).event(2, OPENAT_2_X, 3, -100, "/x", 1, 0, 64, 9);
    byte[] bytes = writer.bytes();
    int clean = 0;
    for (int length = 0; length < bytes.length; length++) {
      try (ScapReader reader = reader(Arrays.copyOf(bytes, length))) {
        while (reader.next()) {
          assertThat(length).isGreaterThan(tables);
        }
        clean++;
      } catch (ScapException e) {
        assertThat(e.offset()).isLessThanOrEqualTo(length);
      }
    }
    assertThat(clean).as("cuts between two blocks").isEqualTo(5);
  }

  @Test
  void anythingElseIsNoCapture() {
    assertThatThrownBy(() -> reader(new byte[0]).next()).isInstanceOf(ScapException.class);
    assertThatThrownBy(() -> reader("{\"not\": \"a capture\"}".getBytes("UTF-8")).next())
        .isInstanceOf(ScapException.class)
        .hasMessageContaining("no scap capture");
  }

  @Test
  void aBlockThatClaimsToBeHugeIsNotAllocated() {
    byte[] bytes = small().bytes();
    byte[] more = Arrays.copyOf(bytes, bytes.length + 8);
    byte[] head = {0x16, 2, 0, 0, -1, -1, -1, 0x0f};
    System.arraycopy(head, 0, more, bytes.length, head.length);
    assertThatThrownBy(() -> reader(more).next()).isInstanceOf(ScapException.class);
    more[more.length - 1] = 0x7f;
    assertThatThrownBy(() -> reader(more).next())
        .isInstanceOf(ScapException.class)
        .hasMessageContaining("a block of");
  }

  @Test
  void unknownBlocksAndCodesArePassedOver() throws IOException {
    byte[] bytes =
        small()
            .block(0x7777, b -> b.putLong(1))
            .raw(1, 9999, new byte[] {1})
            .event(1, CLOSE_X, 0, 3)
            .bytes();
    try (ScapReader reader = reader(bytes)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.event().code()).isEqualTo(CLOSE_X);
      assertThat(reader.events()).isEqualTo(2);
      assertThat(reader.skippedEvents()).isEqualTo(1);
    }
  }

  @Test
  void parametersThatANewerWriterAddsAreIgnored() throws IOException {
    int known = EventTable.get(CLOSE_X).parameters().size();
    byte[][] parameters = new byte[known + 2][8];
    try (ScapReader reader = reader(small().raw(1, CLOSE_X, parameters).bytes())) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.event().count()).isEqualTo(known);
    }
  }

  @Test
  void aCaptureMayBeAppendedToAnother() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(small().event(1, CLOSE_X, 0, 3).bytes());
    both.writeBytes(small().event(2, CLOSE_X, 0, 3).bytes());
    try (ScapReader reader = reader(both.toByteArray())) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isFalse();
    }
    assertThat(tables.sections).isEqualTo(2);
    assertThat(tables.ends).isEqualTo(2);
  }

  private static CaptureWriter small() {
    return new CaptureWriter()
        .machine("host")
        .process(1, 0, "bash", "/root", "")
        .file(1, 3, "/dev/null");
  }

  private ScapReader reader(byte[] bytes) throws IOException {
    return ScapReader.of(new ByteArrayInputStream(bytes), tables);
  }
}
