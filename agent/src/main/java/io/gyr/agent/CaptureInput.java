package io.gyr.agent;

import io.gyr.agent.capture.CaptureOptions;
import io.gyr.agent.capture.CaptureUnavailable;
import io.gyr.agent.capture.SyscallSource;
import io.gyr.inspector.Inspector;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * System calls of the kernel. Looks for new processes to leave out every few seconds, because the
 * components beside the agent start and end while it runs.
 */
final class CaptureInput implements SyscallInput {
  private static final long EXCLUDE_INTERVAL_NANOS = 2_000_000_000L;

  private final SyscallSource source;
  private final List<String> excluded;
  private final Set<Integer> known;
  private long excludeAtNanos;

  CaptureInput(AgentSettings settings, RecordSink sink) throws CaptureUnavailable {
    excluded = settings.excludePids();
    known = new TreeSet<>(ExcludedProcesses.pids(excluded));
    excludeAtNanos = System.nanoTime();
    CaptureOptions options =
        CaptureOptions.defaults()
            .withRingBytes(settings.captureRingBytes())
            .withExcludedPids(known);
    source =
        SyscallSource.open(
            options,
            settings.hostRoot().resolve("proc"),
            Inspector.shownByDefault(),
            (body, length) -> sink.offer(RecordKind.SYSCALL, body, 0, length));
  }

  /** Tells to rest whenever the ring has room, which is what keeps capture cheap. */
  @Override
  public int doWork() {
    long now = System.nanoTime();
    if (!excluded.isEmpty() && now - excludeAtNanos > EXCLUDE_INTERVAL_NANOS) {
      excludeAtNanos = now;
      excludeNew();
    }
    int events = source.doWork();
    return source.isBehind() ? events : 0;
  }

  private void excludeNew() {
    for (Integer pid : ExcludedProcesses.pids(excluded)) {
      if (known.size() < CaptureOptions.MAX_EXCLUDED && known.add(pid)) {
        source.exclude(pid);
      }
    }
  }

  @Override
  public long lostInKernel() {
    return source.counters().kernel().totalDropped();
  }

  @Override
  public long unresolved() {
    return source.counters().failedEvents();
  }

  @Override
  public void close() {
    source.close();
  }
}
