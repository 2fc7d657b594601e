package io.gyr.agent.capture;

import io.gyr.inspector.Inspector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What capturing costs the agent at a given load: a child opens and closes a file so many times a
 * second, and the CPU time of the capturing thread is set against the events.
 *
 * <p>Run as root: {@code java -Xmx64m -XX:+UseSerialGC -cp ... CaptureMeasurement OPENS_PER_SECOND
 * [SECONDS]}. Each open comes as two events, one of which (the close) only serves the tables.
 */
final class CaptureMeasurement {
  private static final int TICKS = 100;

  private CaptureMeasurement() {}

  public static void main(String[] args) throws Exception {
    int opensPerSecond = Integer.parseInt(args[0]);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    long[] bytes = {0};
    try (SyscallSource source =
        SyscallSource.open(
            CaptureOptions.defaults(),
            Path.of("/proc"),
            Inspector.shownByDefault(),
            (body, length) -> {
              bytes[0] += length;
              return true;
            })) {
      Process load = load(opensPerSecond);
      try {
        work(source, 5);
        measure(source, seconds, bytes);
      } finally {
        load.destroy();
      }
    }
  }

  private static void measure(SyscallSource source, int seconds, long[] bytes) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    SourceCounters counters = source.counters();
    long bytesBefore = bytes[0];
    long acceptedBefore = counters.acceptedCalls();
    long before = acceptedBefore + counters.unseenEvents();
    long cpuBefore = threads.getCurrentThreadCpuTime();
    long processBefore = processCpu();
    long start = System.nanoTime();
    work(source, seconds);
    double wall = System.nanoTime() - start;
    long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
    long accepted = counters.acceptedCalls() - acceptedBefore;
    long events = counters.acceptedCalls() + counters.unseenEvents() - before;
    System.out.printf(
        "%,.0f events/s of which %,.0f records/s of %d bytes; thread %.2f %% of a core, %d ns/event;"
            + " process %.2f %%; lost %d, refused %d, failed %d%n",
        events * 1e9 / wall,
        accepted * 1e9 / wall,
        accepted == 0 ? 0 : (bytes[0] - bytesBefore) / accepted,
        100.0 * cpu / wall,
        events == 0 ? 0 : cpu / events,
        100.0 * (processCpu() - processBefore) / wall,
        counters.kernel().totalDropped(),
        counters.refusedCalls(),
        counters.failedEvents());
  }

  private static void work(SyscallSource source, int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      source.doWork();
      if (!source.isBehind()) {
        LockSupport.parkNanos(SyscallSource.PARK_NANOS);
      }
    }
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Process load(int opensPerSecond) throws Exception {
    String program =
        "use Time::HiRes qw(time sleep); use Fcntl; my $next = time;"
            + "while (1) { for (1.."
            + opensPerSecond / TICKS
            + ") { sysopen(F, '/etc/hostname', O_RDONLY); close F }"
            + "$next += "
            + 1.0 / TICKS
            + "; my $left = $next - time; sleep($left) if $left > 0 }";
    return new ProcessBuilder("perl", "-e", program).inheritIO().start();
  }
}
