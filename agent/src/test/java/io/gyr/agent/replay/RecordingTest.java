package io.gyr.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.agent.RecordKind;
import io.gyr.schemas.record.Syscall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path directory;
  private final List<Syscall> played = new ArrayList<>();

  @Test
  void theBuiltInRecordingIsTheCommittedStory() throws IOException {
    assertThat(readAll(Recording.builtIn())).isEqualTo(DemoRecording.story());
  }

  @Test
  void aRecordingGivesBackWhatWasCaptured() throws IOException {
    Path file = directory.resolve("r.avro");
    List<Syscall> story = DemoRecording.story();
    try (RecordingSink sink = new RecordingSink(this::play, file, 1 << 20)) {
      story.forEach(call -> offer(sink, call));
    }
    assertThat(played).isEqualTo(story);
    assertThat(readAll(Recording.open(file))).isEqualTo(story);
  }

  @Test
  void aRecordingEndsAtItsSizeAndTheRecordsGoOn() throws IOException {
    Path file = directory.resolve("r.avro");
    try (RecordingSink sink = new RecordingSink(this::play, file, 10_000)) {
      DemoRecording.story().forEach(call -> offer(sink, call));
    }
    assertThat(played).hasSameSizeAs(DemoRecording.story());
    assertThat(readAll(Recording.open(file))).hasSizeBetween(10, 60);
  }

  @Test
  void whatIsNoRecordingIsNamed() throws IOException {
    Path file = directory.resolve("r.avro");
    Files.writeString(file, "hello");
    assertThatThrownBy(() -> Recording.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("no recording");
  }

  @Test
  void aTruncatedRecordingGivesItsReadablePartAndOneError() throws IOException {
    Path file = directory.resolve("r.avro");
    try (RecordingSink sink = new RecordingSink(this::play, file, 1 << 30)) {
      for (int i = 0; i < 10; i++) {
        DemoRecording.story().forEach(call -> offer(sink, call));
      }
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
    List<Syscall> readable = new ArrayList<>();
    assertThatThrownBy(() -> readAll(Recording.open(file), readable))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged or cut off after " + readable.size());
    assertThat(readable).isNotEmpty();
  }

  @Test
  void aReplayHappensNow() throws Exception {
    long before = System.currentTimeMillis() * 1_000_000;
    List<Syscall> story = DemoRecording.story();
    try (Replay replay = new Replay(null, 0, this::play)) {
      long end = System.nanoTime() + 20_000_000_000L;
      while (played.size() < 20 && System.nanoTime() < end) {
        replay.doWork();
        Thread.sleep(5);
      }
    }
    assertThat(played).hasSizeGreaterThanOrEqualTo(20);
    for (int i = 0; i < 20; i++) {
      assertThat(played.get(i).getType()).isEqualTo(story.get(i).getType());
      assertThat(played.get(i).getTimeNs())
          .isBetween(before, System.currentTimeMillis() * 1_000_000 + 1_000_000);
    }
    long gap = story.get(10).getTimeNs() - story.get(0).getTimeNs();
    assertThat(played.get(10).getTimeNs() - played.get(0).getTimeNs()).isEqualTo(gap);
  }

  private boolean play(RecordKind kind, byte[] body, int offset, int length) {
    byte[] whole = new byte[SyscallBody.EMPTY_HEAD_BYTES + length];
    System.arraycopy(body, offset, whole, SyscallBody.EMPTY_HEAD_BYTES, length);
    try {
      played.add(
          new SpecificDatumReader<Syscall>(Syscall.getClassSchema())
              .read(null, DecoderFactory.get().binaryDecoder(whole, null)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return true;
  }

  private static void offer(RecordingSink sink, Syscall call) {
    byte[] whole = SyscallBody.encode(call);
    sink.offer(RecordKind.SYSCALL, whole, 3, whole.length - 3);
  }

  private static List<Syscall> readAll(Recording recording) throws IOException {
    List<Syscall> calls = new ArrayList<>();
    readAll(recording, calls);
    return calls;
  }

  private static void readAll(Recording recording, List<Syscall> into) throws IOException {
    try (recording) {
      for (Syscall call = recording.next(); call != null; call = recording.next()) {
        into.add(call);
      }
    }
  }
}
