package io.gyr.api.prometheus.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.gyr.sinks.cassandra.chunk.ChunkRun;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What was read lately, so that the panels of a dashboard, the rules of a group and the next
 * refresh do not read it again. A late sample can still change a span that is over; it is seen when
 * what was read before is {@value #OVER_SECONDS} seconds old. Of what is still being written that
 * is {@value #OPEN_SECONDS} second. Thread-safe; who asks for what is on its way waits for the
 * same.
 */
final class ChunkCache implements ChunkRun.Source {
  private static final long OVER_SECONDS = 60;
  private static final long OPEN_SECONDS = 1;

  /** How long after its end a span may not be written: series take turns, and jobs lag. */
  private static final long SETTLING_MS = Duration.ofMinutes(10).toMillis();

  private final AsyncCache<ChunkRun.Key, ChunkRun> runs;

  /**
   * An empty cache.
   *
   * @param bytes about how much memory it takes at most
   * @param clock tells which spans are over
   * @param ticker tells how old an entry is
   */
  ChunkCache(long bytes, Clock clock, Ticker ticker) {
    runs =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((ChunkRun.Key key, ChunkRun run) -> run.bytes())
            .expireAfter(
                Expiry.creating(
                    (ChunkRun.Key key, ChunkRun run) ->
                        Duration.ofSeconds(isOver(key, clock) ? OVER_SECONDS : OPEN_SECONDS)))
            .ticker(ticker)
            .executor(Runnable::run)
            .buildAsync();
  }

  private static boolean isOver(ChunkRun.Key key, Clock clock) {
    // Aggregates are read of what is hours old only, even where their span goes on.
    boolean aggregates = !key.resolution().window().isZero();
    long endMs = key.spanMs() + key.resolution().span().toMillis();
    return aggregates || endMs + SETTLING_MS <= clock.millis();
  }

  @Override
  public CompletionStage<ChunkRun> get(ChunkRun.Key key, Supplier<CompletionStage<ChunkRun>> load) {
    return runs.get(key, (unused, executor) -> load.get().toCompletableFuture());
  }
}
