package io.gyr.agent.queue;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what an append and a read cost; run by hand. */
public final class AppendCost {
  private AppendCost() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("append-cost");
    byte[] body = new byte[300];
    int records = 1_000_000;
    try (RecordQueue queue = RecordQueue.open(directory, new QueueLimits(1L << 30, 0))) {
      RecordSink sink = queue.newSink();
      for (int round = 0; round < 5; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < records; i++) {
          sink.offer(RecordKind.SYSCALL, body, 0, body.length);
        }
        long appended = System.nanoTime();
        int read = 0;
        while (queue.reader().next()) {
          read++;
        }
        long end = System.nanoTime();
        queue.advance(queue.reader().index(), read, 0, 0);
        queue.keepWithinLimits(false);
        System.out.printf(
            "append %d ns, read %d ns, %d files bytes%n",
            (appended - start) / records, (end - appended) / read, queue.bytes());
      }
    }
    try (var files = Files.walk(directory)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
