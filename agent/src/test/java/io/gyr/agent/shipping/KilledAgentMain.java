package io.gyr.agent.shipping;

import io.gyr.agent.queue.QueueLimits;
import io.gyr.agent.queue.RecordQueue;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers and ships without end, to be killed. Arguments: queue directory, bootstrap, run, witness
 * file. The witness holds for each run how many records were accepted; it is mapped, so it is as
 * true after kill -9 as the queue claims to be.
 */
public final class KilledAgentMain {
  static final long RUN = 1L << 32;

  private KilledAgentMain() {}

  /** Runs until killed. */
  public static void main(String[] arguments) throws Exception {
    int run = Integer.parseInt(arguments[2]);
    try (FileChannel file =
        FileChannel.open(
            Path.of(arguments[3]),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      MappedByteBuffer witness = file.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
      RecordQueue queue = RecordQueue.open(Path.of(arguments[0]), new QueueLimits(1L << 30, 0));
      new ShippingLoop(queue, arguments[1]);
      for (long n = 0; ; n++) {
        if (!Numbered.offer(queue, run * RUN + n)) {
          throw new AssertionError("refused");
        }
        witness.putLong(run * 8, n + 1);
        if (n % 64 == 0) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
  }
}
