package io.gyr.benchmarks.load;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady load of system calls: {@code SyscallLoad FILE OPENS_PER_SECOND} opens and closes FILE at
 * that rate until FILE is gone. Opening is what the agent shows; closing only keeps its tables
 * current. It needs no class path but its own and a short command line, because every record of a
 * call carries the command line of its process.
 */
public final class SyscallLoad {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private SyscallLoad() {}

  /** Runs until the file is deleted. */
  public static void main(String[] arguments) throws IOException {
    File file = new File(arguments[0]);
    double opensPerNano = Double.parseDouble(arguments[1]) / TimeUnit.SECONDS.toNanos(1);
    long began = System.nanoTime();
    long opened = 0;
    while (true) {
      long elapsed = System.nanoTime() - began;
      long due = (long) (elapsed * opensPerNano);
      // After a long stop it goes on at its rate instead of catching up in one burst.
      long tooMany = due - opened - (long) (TimeUnit.SECONDS.toNanos(1) * opensPerNano);
      opened += Math.max(0, tooMany);
      for (; opened < due; opened++) {
        try {
          new FileInputStream(file).close();
        } catch (FileNotFoundException e) {
          return;
        }
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }
}
