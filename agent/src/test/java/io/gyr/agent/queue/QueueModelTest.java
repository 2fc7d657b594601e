package io.gyr.agent.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.agent.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * The queue against a model: a list of numbers with a position in it. Any mixture of appends,
 * reads, acknowledgements, going back, trimming, restarts and crashes must leave both with the same
 * entries, in the same order, under the same indexes, and with sums that balance.
 */
class QueueModelTest {
  private static final long CAP = 4L << 20;
  private static final int MAX_BODY = 60_000;

  /** One thing done to the queue; {@code amount} says how much of it. */
  record Step(String what, int amount) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> append = step("append", 60);
    Arbitrary<Step> read = step("read", 80);
    return Arbitraries.frequencyOf(
            Tuple.of(6, append),
            Tuple.of(5, read),
            Tuple.of(4, step("acknowledge", 80)),
            Tuple.of(1, step("goBack", 1)),
            Tuple.of(3, step("trim", 1)),
            Tuple.of(1, step("reopen", 1)),
            Tuple.of(1, step("crash", 1)))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<Step> step(String what, int most) {
    return Arbitraries.integers().between(1, most).map(amount -> new Step(what, amount));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void behavesAsTheModel(@ForAll("steps") List<Step> steps) throws IOException {
    Path directory = Files.createTempDirectory("queue-model");
    Harness harness = new Harness(directory);
    try {
      for (Step step : steps) {
        harness.run(step);
        harness.checkSums();
      }
      harness.checkRest();
    } finally {
      harness.queue.close();
      deleteAll(directory);
    }
  }

  /** The queue and what should be true of it. */
  private static final class Harness {
    private final Path directory;
    private RecordQueue queue;
    private int appended;
    private final List<Long> read = new ArrayList<>();
    private final Map<Long, Integer> numberAt = new TreeMap<>();
    private long shipped;
    private int lastNumber = -1;

    Harness(Path directory) throws IOException {
      this.directory = directory;
      queue = RecordQueue.open(directory, new QueueLimits(CAP, 0));
    }

    void run(Step step) throws IOException {
      switch (step.what()) {
        case "append" -> append(step.amount());
        case "read" -> read(step.amount());
        case "acknowledge" -> acknowledge(step.amount());
        case "goBack" -> goBack();
        case "trim" -> queue.keepWithinLimits(!read.isEmpty());
        case "reopen" -> {
          queue.close();
          reopen();
        }
        case "crash" -> crash();
        default -> throw new AssertionError(step);
      }
    }

    private void append(int count) {
      for (int i = 0; i < count; i++) {
        byte[] body = new byte[4 + appended * 7919 % MAX_BODY];
        ByteBuffer.wrap(body).putInt(appended);
        body[body.length - 1] ^= (byte) 1;
        assertThat(queue.offer(RecordKind.SYSCALL, body, 0, body.length)).isTrue();
        appended++;
      }
    }

    private void read(int count) {
      QueueReader reader = queue.reader();
      for (int i = 0; i < count && reader.next(); i++) {
        byte[] body = RecordQueueTest.body(reader);
        body[body.length - 1] ^= (byte) 1;
        int number = ByteBuffer.wrap(body).getInt();
        assertThat(body).hasSize(4 + number * 7919 % MAX_BODY);
        assertThat(number).isGreaterThan(lastNumber);
        lastNumber = number;
        Integer before = numberAt.put(reader.index(), number);
        assertThat(before).isIn(null, number);
        if (!read.isEmpty()) {
          assertThat(reader.index()).isGreaterThan(read.get(read.size() - 1));
        }
        read.add(reader.index());
      }
    }

    private void acknowledge(int count) {
      int done = Math.min(count, read.size());
      if (done > 0) {
        queue.advance(read.get(done - 1), done, 0, 0);
        read.subList(0, done).clear();
        shipped += done;
      }
    }

    private void goBack() {
      long done = queue.position().index();
      queue.reader().moveAfter(done);
      read.clear();
      lastNumber = numberAt.getOrDefault(done, -1);
    }

    private void reopen() throws IOException {
      queue = RecordQueue.open(directory, new QueueLimits(CAP, 0));
      read.clear();
      lastNumber = numberAt.getOrDefault(queue.position().index(), -1);
    }

    /** What is on disk at this moment, as a killed process would leave it, is what goes on. */
    private void crash() throws IOException {
      queue.savePosition();
      long unsaved = shipped - queue.counts().shipped();
      assertThat(unsaved).isZero();
      Path copy = Files.createTempDirectory("queue-model");
      copyAll(directory, copy);
      queue.close();
      deleteAll(directory);
      copyAll(copy, directory);
      deleteAll(copy);
      reopen();
    }

    void checkSums() {
      QueueCounts counts = queue.counts();
      assertThat(counts.accepted()).isEqualTo(appended);
      assertThat(counts.shipped()).isEqualTo(shipped);
      assertThat(counts.unsent()).isNotNegative();
    }

    /** All that is neither shipped nor dropped is still there to be read. */
    void checkRest() {
      goBack();
      int before = numberAt.size();
      read(Integer.MAX_VALUE);
      assertThat(read).hasSize(Math.toIntExact(queue.counts().unsent()));
      assertThat(numberAt.size()).isGreaterThanOrEqualTo(before);
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void deleteAll(Path directory) {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
