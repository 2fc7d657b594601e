package io.gyr.agent.capture;

import io.gyr.inspector.Inspector;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.event.ResolvedEvent;
import io.gyr.inspector.proc.LiveProc;
import io.gyr.inspector.syscall.Architecture;
import io.gyr.inspector.syscall.Syscall;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * System calls of this host, resolved and encoded. One thread works; the counts may be read by any.
 *
 * <p>The kernel never wakes the worker: between two rounds it parks for {@link #PARK_NANOS}, unless
 * {@link #isBehind}. That delays an event by 10 ms and saves more than anything else does.
 */
public final class SyscallSource implements AutoCloseable {
  /** The pause between two rounds. */
  public static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int ROUND = 10_000;
  private static final long CLOCK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOCK_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Capture capture;
  private final Inspector inspector;
  private final SyscallHandler handler;
  private final SyscallEncoder encoder = new SyscallEncoder();
  private final BootClock clock = new BootClock();
  private final SourceCounters counters = new SourceCounters();
  private final RawEventHandler perEvent = this::onEvent;
  private long clockOffset;
  private long clockReadAt;

  private SyscallSource(Capture capture, Inspector inspector, SyscallHandler handler) {
    this.capture = capture;
    this.inspector = inspector;
    this.handler = handler;
    readClock(System.nanoTime());
  }

  /**
   * Starts capturing, and takes in the processes that run now; that takes some milliseconds for
   * each hundred of them.
   *
   * @param proc where the host's /proc is mounted; its process ids must be those of the host, so a
   *     container needs the host's pid namespace
   * @param shown calls that go to the handler, see {@link Inspector#shownByDefault}
   * @throws CaptureUnavailable if the host or the rights of this process do not allow it
   */
  public static SyscallSource open(
      CaptureOptions options, Path proc, Set<Syscall> shown, SyscallHandler handler)
      throws CaptureUnavailable {
    Capture capture = Capture.open(options);
    try {
      Inspector inspector = new Inspector(Architecture.current(), new LiveProc(proc), shown);
      inspector.seed();
      return new SyscallSource(capture, inspector, handler);
    } catch (RuntimeException e) {
      capture.close();
      throw e;
    }
  }

  /**
   * Takes what waits in the ring, never blocking.
   *
   * @return events taken, of all kinds; 0 if there were none
   */
  public int doWork() {
    long now = System.nanoTime();
    if (now - clockReadAt > CLOCK_INTERVAL_NANOS) {
      readClock(now);
      counters.set(capture.statistics(), inspector.evictions());
    }
    return capture.poll(perEvent, ROUND);
  }

  /** Whether so much waits that a pause would risk losing events. */
  public boolean isBehind() {
    return capture.isBehind();
  }

  /** Works and parks until the thread is interrupted. */
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      doWork();
      if (!isBehind()) {
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
  }

  /** From now on captures nothing of a process; for the working thread. */
  public void exclude(int pid) {
    capture.exclude(pid);
  }

  /** What the kernel side counts at this moment; for the working thread. */
  public CaptureStatistics kernelStatistics() {
    return capture.statistics();
  }

  /** What came and what was lost; those of the kernel side are up to a second old. */
  public SourceCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    capture.close();
  }

  private void onEvent(RawEvent raw) {
    @Nullable ResolvedEvent event;
    try {
      event = inspector.resolve(raw);
    } catch (RuntimeException e) {
      counters.failed(e);
      return;
    }
    if (event == null) {
      counters.unseen();
      return;
    }
    int length = encoder.encode(event);
    if (handler.onSyscall(encoder.bytes(), length)) {
      counters.accepted();
    } else {
      counters.refused();
    }
  }

  /** Follows the clock when it is set, but not its jitter: times of one process must compare. */
  private void readClock(long now) {
    clockReadAt = now;
    long offset = clock.offset();
    if (Math.abs(offset - clockOffset) > CLOCK_STEP_NANOS) {
      clockOffset = offset;
      inspector.setClockOffset(offset);
    }
  }
}
