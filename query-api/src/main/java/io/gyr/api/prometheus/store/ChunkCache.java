package io.gyr.api.prometheus.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gyr.sinks.cassandra.chunk.ChunkRun;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What was read of spans that are over, so that the panels of a dashboard and its next refresh do
 * not read it again. A late sample can still change a span; it is seen when what was read before is
 * {@value #SECONDS} seconds old. Thread-safe; who asks for what is on its way waits for the same.
 */
final class ChunkCache implements ChunkRun.Source {
  private static final long SECONDS = 60;

  /** How long after its end a span may not be written: series take turns, and jobs lag. */
  private static final long SETTLING_MS = Duration.ofMinutes(10).toMillis();

  private final AsyncCache<ChunkRun.Key, ChunkRun> runs;
  private final Clock clock;

  /**
   * An empty cache.
   *
   * @param bytes about how much memory it takes at most
   */
  ChunkCache(long bytes, Clock clock) {
    this.clock = clock;
    runs =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((ChunkRun.Key key, ChunkRun run) -> run.bytes())
            .expireAfterWrite(Duration.ofSeconds(SECONDS))
            .executor(Runnable::run)
            .buildAsync();
  }

  @Override
  public CompletionStage<ChunkRun> get(ChunkRun.Key key, Supplier<CompletionStage<ChunkRun>> load) {
    long endMs = key.spanMs() + key.resolution().span().toMillis();
    boolean ofSamples = key.resolution().window().isZero();
    if (ofSamples && endMs + SETTLING_MS > clock.millis()) {
      return load.get();
    }
    // Aggregates are read of what is hours old only, even where their span goes on.
    return runs.get(key, (unused, executor) -> load.get().toCompletableFuture());
  }
}
