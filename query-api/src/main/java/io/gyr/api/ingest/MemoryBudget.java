package io.gyr.api.ingest;

import io.gyr.api.http.ApiError;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What all requests that bring samples may hold in memory together, so that many large ones wait
 * for each other. Thread-safe; first come, first served.
 */
public final class MemoryBudget {
  private static final int UNIT_BYTES = 1024;
  private static final long PATIENCE_S = 10;

  private final int units;
  private final Semaphore free;

  /** A budget of {@code bytes}. */
  public MemoryBudget(long bytes) {
    units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES));
    free = new Semaphore(units, true);
  }

  /** Memory that is held until it is closed. */
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes {@code bytes}, or the whole budget if that is less.
   *
   * @throws ApiError 503 if they do not become free soon
   */
  public Lease take(long bytes) {
    int wanted = (int) Math.min(units, bytes / UNIT_BYTES + 1);
    try {
      if (!free.tryAcquire(wanted, PATIENCE_S, TimeUnit.SECONDS)) {
        throw ApiError.unavailable(
            "Too many samples are being written at once", "Send the same request again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiError.unavailable("The server is stopping", "Try again in a moment");
    }
    return () -> free.release(wanted);
  }
}
