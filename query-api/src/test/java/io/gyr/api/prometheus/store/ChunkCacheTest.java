package io.gyr.api.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.sinks.cassandra.chunk.ChunkRun;
import io.gyr.sinks.cassandra.chunk.Resolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChunkCacheTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:20:00Z");

  private final List<CompletableFuture<ChunkRun>> loads = new ArrayList<>();
  private long nanos;
  private final ChunkCache cache =
      new ChunkCache(1 << 20, Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos);

  @Test
  void readsWhatIsBeingWrittenOnceASecond() {
    assertKept(Resolution.OPEN, "2026-03-01T12:15:00Z", Duration.ofSeconds(1));
    assertKept(Resolution.FULL, "2026-03-01T12:00:00Z", Duration.ofSeconds(1));
  }

  @Test
  void readsASpanThatIsOverOnceAMinute() {
    assertKept(Resolution.OPEN, "2026-03-01T11:45:00Z", Duration.ofMinutes(1));
    assertKept(Resolution.FULL, "2026-03-01T08:00:00Z", Duration.ofMinutes(1));
    assertKept(Resolution.ONE_MINUTE, "2026-03-01T12:00:00Z", Duration.ofMinutes(1));
  }

  @Test
  void takesASpanThatJustEndedForOneThatIsBeingWritten() {
    assertKept(Resolution.OPEN, "2026-03-01T12:00:00Z", Duration.ofSeconds(1));
  }

  @Test
  void waitsForWhatIsOnItsWay() {
    var first = ask(Resolution.OPEN, "2026-03-01T12:15:00Z");
    nanos += Duration.ofSeconds(30).toNanos();
    var second = ask(Resolution.OPEN, "2026-03-01T12:15:00Z");
    assertThat(loads).hasSize(1);
    ChunkRun run = new ChunkRun();
    loads.get(0).complete(run);
    assertThat(first).isCompletedWithValue(run);
    assertThat(second).isCompletedWithValue(run);
  }

  @Test
  void asksAgainAfterAFailure() {
    ask(Resolution.FULL, "2026-03-01T08:00:00Z");
    loads.get(0).completeExceptionally(new IllegalStateException("no node"));
    ask(Resolution.FULL, "2026-03-01T08:00:00Z");
    assertThat(loads).hasSize(2);
  }

  private void assertKept(Resolution resolution, String start, Duration kept) {
    loads.clear();
    ask(resolution, start);
    loads.get(0).complete(new ChunkRun());
    nanos += kept.toNanos() - 1;
    ask(resolution, start);
    assertThat(loads).hasSize(1);
    nanos += 1;
    ask(resolution, start);
    assertThat(loads).hasSize(2);
  }

  private CompletableFuture<ChunkRun> ask(Resolution resolution, String start) {
    long spanMs = Instant.parse(start).toEpochMilli();
    ChunkRun.Key key = new ChunkRun.Key(resolution, "m", spanMs, (short) 1, 3, 4, 5);
    return cache
        .get(
            key,
            () -> {
              loads.add(new CompletableFuture<>());
              return loads.get(loads.size() - 1);
            })
        .toCompletableFuture();
  }
}
