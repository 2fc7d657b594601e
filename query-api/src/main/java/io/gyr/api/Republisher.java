package io.gyr.api;

import io.gyr.api.config.Configuration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Publishes the stored configuration after the start, until the brokers have taken it all. */
final class Republisher implements AutoCloseable {
  private static final long RETRY_S = 10;

  private final Configuration configuration;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "republisher");
            thread.setDaemon(true);
            return thread;
          });

  Republisher(Configuration configuration) {
    this.configuration = configuration;
    executor.execute(this::attempt);
  }

  private void attempt() {
    if (configuration.publishAll()) {
      executor.shutdown();
    } else if (!executor.isShutdown()) {
      executor.schedule(this::attempt, RETRY_S, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
