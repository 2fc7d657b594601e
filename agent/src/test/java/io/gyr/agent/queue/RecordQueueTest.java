package io.gyr.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.agent.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordQueueTest {
  private static final long MIB = 1 << 20;
  private static final QueueLimits WIDE = new QueueLimits(64 * MIB, 0);

  @TempDir Path directory;

  @Test
  void givesBackWhatWasOffered() throws IOException {
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      byte[] body = {9, 1, 2, 3, 9};
      assertThat(queue.offer(RecordKind.METRIC, body, 1, 3)).isTrue();
      assertThat(queue.newSink().offer(RecordKind.ENTITY, body, 0, 0)).isTrue();

      QueueReader reader = queue.reader();
      assertThat(reader.next()).isTrue();
      assertThat(reader.kind()).isEqualTo(RecordKind.METRIC);
      assertThat(body(reader)).containsExactly(1, 2, 3);
      assertThat(reader.next()).isTrue();
      assertThat(reader.kind()).isEqualTo(RecordKind.ENTITY);
      assertThat(body(reader)).isEmpty();
      assertThat(reader.next()).isFalse();
      assertThat(queue.counts().unsent()).isEqualTo(2);
    }
  }

  @Test
  void readsTheLargestBodyAndRefusesALargerOne() throws IOException {
    try (RecordQueue queue = RecordQueue.open(directory, new QueueLimits(4 * MIB, 0))) {
      byte[] body = new byte[RecordQueue.MAX_BODY_BYTES + 1];
      Arrays.fill(body, (byte) 7);
      assertThat(queue.offer(RecordKind.SYSCALL, body, 0, body.length)).isFalse();
      for (int i = 0; i < 100; i++) {
        assertThat(queue.offer(RecordKind.SYSCALL, body, 0, body.length - 1)).isTrue();
        assertThat(queue.reader().next()).isTrue();
        assertThat(queue.reader().bodyLength()).isEqualTo(body.length - 1);
      }
      assertThat(queue.counts().refusedTooLarge()).isEqualTo(1);
    }
  }

  @Test
  void goesOnAfterThePositionAndKeepsIdentityAndSums() throws IOException {
    long epoch;
    List<Long> indexes = new ArrayList<>();
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      epoch = queue.epochNanos();
      offer(queue, 0, 10);
      indexes.addAll(readAll(queue, 0));
      queue.advance(indexes.get(5), 5, 1, 0);
    }
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      assertThat(queue.epochNanos()).isEqualTo(epoch);
      assertThat(queue.counts().accepted()).isEqualTo(10);
      assertThat(queue.counts().shipped()).isEqualTo(5);
      assertThat(queue.counts().droppedTooLarge()).isEqualTo(1);
      assertThat(queue.counts().unsent()).isEqualTo(4);
      offer(queue, 10, 3);
      List<Long> again = readAll(queue, 6);
      assertThat(again.subList(0, 4)).isEqualTo(indexes.subList(6, 10));
      assertThat(again).hasSize(7).isSorted().doesNotHaveDuplicates();
    }
  }

  /** As in the agent: one thread opens, another ships, and a third closes. */
  @Test
  void theReaderIsHandedFromTheThreadThatOpenedAtAPosition() throws Exception {
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      offer(queue, 0, 10);
      queue.advance(readAll(queue, 0).get(3), 4, 0, 0);
    }
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      CompletableFuture<Integer> read =
          CompletableFuture.supplyAsync(
              () -> {
                int count = readAll(queue, 4).size();
                queue.keepWithinLimits(false);
                return count;
              });
      assertThat(read.get()).isEqualTo(6);
    }
  }

  @Test
  void readsAgainAfterGoingBack() throws IOException {
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      offer(queue, 0, 10);
      List<Long> indexes = readAll(queue, 0);
      queue.reader().moveAfter(indexes.get(3));
      assertThat(readAll(queue, 4)).isEqualTo(indexes.subList(4, 10));
      queue.reader().moveAfter(-1);
      assertThat(readAll(queue, 0)).isEqualTo(indexes);
    }
  }

  /** What is over the cap goes oldest first, and accepted = read + dropped to the record. */
  @Test
  void givesUpTheOldestAndCountsThemExactly() throws IOException {
    QueueLimits limits = new QueueLimits(8 * MIB, 0);
    try (RecordQueue queue = RecordQueue.open(directory, limits)) {
      int offered = 0;
      for (int round = 0; round < 40; round++) {
        offer(queue, offered, 2000);
        offered += 2000;
        queue.keepWithinLimits(false);
        assertThat(queue.bytes()).isLessThanOrEqualTo(limits.maxBytes() + 2 * MIB);
      }
      QueueCounts counts = queue.counts();
      assertThat(counts.droppedFull()).isPositive();
      assertThat(counts.accepted()).isEqualTo(offered);
      List<Long> left = readAll(queue, Math.toIntExact(counts.droppedFull()));
      assertThat(left).hasSize(Math.toIntExact(counts.unsent()));
    }
    try (RecordQueue queue = RecordQueue.open(directory, limits)) {
      assertThat(queue.counts().accepted()).isEqualTo(80_000);
      assertThat(queue.counts().unsent()).isEqualTo(readAll(queue, -1).size());
    }
  }

  @Test
  void givesUpTheRestOfAHalfReadSegment() throws IOException {
    try (RecordQueue queue = RecordQueue.open(directory, new QueueLimits(8 * MIB, 0))) {
      offer(queue, 0, 100);
      for (int i = 0; i < 40; i++) {
        assertThat(queue.reader().next()).isTrue();
      }
      queue.advance(queue.reader().index(), 40, 0, 0);
      offer(queue, 100, 80_000);
      queue.keepWithinLimits(false);
      QueueCounts counts = queue.counts();
      assertThat(counts.droppedFull()).isPositive();
      assertThat(readAll(queue, Math.toIntExact(40 + counts.droppedFull())))
          .hasSize(Math.toIntExact(counts.unsent()));
    }
  }

  /** Entries on their way to the broker stay until their fate is known; later ones go instead. */
  @Test
  void keepsTheSegmentThatIsBeingSent() throws IOException {
    try (RecordQueue queue = RecordQueue.open(directory, new QueueLimits(8 * MIB, 0))) {
      offer(queue, 0, 100);
      assertThat(queue.reader().next()).isTrue();
      long first = queue.reader().index();
      offer(queue, 100, 80_000);
      queue.keepWithinLimits(true);
      QueueCounts counts = queue.counts();
      assertThat(counts.droppedFull()).isPositive();
      queue.reader().moveAfter(-1);
      assertThat(queue.reader().next()).isTrue();
      assertThat(queue.reader().index()).isEqualTo(first);
      assertThat(readAll(queue, -1)).hasSize(Math.toIntExact(counts.unsent() - 1));
    }
  }

  @Test
  void forgetsHistoryWithoutCounting() throws IOException {
    QueueLimits limits = new QueueLimits(8 * MIB, 0);
    try (RecordQueue queue = RecordQueue.open(directory, limits)) {
      for (int round = 0; round < 40; round++) {
        offer(queue, round * 2000, 2000);
        readAll(queue, round * 2000);
        queue.advance(queue.reader().index(), 2000, 0, 0);
        queue.keepWithinLimits(false);
      }
      assertThat(queue.counts().dropped()).isZero();
      assertThat(queue.counts().shipped()).isEqualTo(80_000);
      assertThat(queue.bytes()).isBetween(MIB, limits.historyBytes() + 4 * MIB);
    }
  }

  @Test
  void refusesWhileTheDiskIsLow() throws IOException {
    AtomicLong free = new AtomicLong(MIB);
    try (RecordQueue queue =
        RecordQueue.open(directory, new QueueLimits(64 * MIB, 2 * MIB), free::get)) {
      assertThat(queue.offer(RecordKind.METRIC, new byte[4], 0, 4)).isFalse();
      free.set(3 * MIB);
      queue.keepWithinLimits(false);
      assertThat(queue.offer(RecordKind.METRIC, new byte[4], 0, 4)).isTrue();
      assertThat(queue.counts().refusedDiskFull()).isEqualTo(1);
      assertThat(queue.counts().accepted()).isEqualTo(1);
    }
  }

  @Test
  void oneDirectoryServesOneAgent() throws IOException {
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      assertThatThrownBy(() -> RecordQueue.open(directory, WIDE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another agent uses this directory");
      assertThat(queue.counts().accepted()).isZero();
    }
  }

  /** A power cut may take the end of the queue but not the position, or both, or the other way. */
  @Test
  void neverGivesAnIndexTwiceEvenIfEntriesAreLost() throws IOException {
    long last;
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      offer(queue, 0, 10);
      readAll(queue, 0);
      last = queue.reader().index();
      queue.advance(last, 10, 0, 0);
    }
    try (var files = Files.newDirectoryStream(directory, "*.cq4")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    try (RecordQueue queue = RecordQueue.open(directory, WIDE)) {
      offer(queue, 10, 1);
      assertThat(readAll(queue, 10)).hasSize(1).allMatch(index -> index > last);
    }
  }

  static void offer(RecordQueue queue, int first, int count) {
    byte[] body = new byte[300];
    for (int i = first; i < first + count; i++) {
      ByteBuffer.wrap(body).putInt(i);
      assertThat(queue.offer(RecordKind.SYSCALL, body, 0, body.length)).isTrue();
    }
  }

  /** Reads to the end; with {@code first} >= 0 the numbers must run from it without a gap. */
  static List<Long> readAll(RecordQueue queue, int first) {
    List<Long> indexes = new ArrayList<>();
    QueueReader reader = queue.reader();
    while (reader.next()) {
      if (first >= 0) {
        assertThat(ByteBuffer.wrap(body(reader)).getInt()).isEqualTo(first + indexes.size());
      }
      indexes.add(reader.index());
    }
    return indexes;
  }

  static byte[] body(QueueReader reader) {
    return Arrays.copyOfRange(
        reader.buffer(), reader.bodyOffset(), reader.bodyOffset() + reader.bodyLength());
  }
}
