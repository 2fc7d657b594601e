package io.gyr.benchmarks;

import java.io.IOException;

/** Reads /etc/shadow again and again, so that there are events to count. Until closed. */
final class Probes implements AutoCloseable {
  private final Thread thread = new Thread(this::run, "probes");
  private final long everyMs;
  private volatile boolean stopping;

  Probes(long everyMs) {
    this.everyMs = everyMs;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!stopping) {
      try {
        new ProcessBuilder("cat", "/etc/shadow")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
        Thread.sleep(everyMs);
      } catch (IOException e) {
        System.err.println("cat cannot be started: " + e);
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
  }
}
