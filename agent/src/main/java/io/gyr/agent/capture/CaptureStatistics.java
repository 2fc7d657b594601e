package io.gyr.agent.capture;

import java.util.Arrays;

/**
 * What the kernel side did since it was loaded; one count per CPU in each array. Immutable by
 * agreement: the arrays are copies, nobody else changes them.
 *
 * @param captured events put into the ring
 * @param ringFull events lost because the ring had no room
 * @param nested events lost because another one was being built on the CPU
 * @param truncated captured events of which a field did not fit
 */
public record CaptureStatistics(long[] captured, long[] ringFull, long[] nested, long[] truncated) {

  /** Events captured, on all CPUs. */
  public long totalCaptured() {
    return sum(captured);
  }

  /** Events lost, whatever the reason, on all CPUs. */
  public long totalDropped() {
    return sum(ringFull) + sum(nested);
  }

  /** Events lost for want of room, on all CPUs. */
  public long totalRingFull() {
    return sum(ringFull);
  }

  /** Events lost because another was being built, on all CPUs. */
  public long totalNested() {
    return sum(nested);
  }

  /** Events cut short, on all CPUs. */
  public long totalTruncated() {
    return sum(truncated);
  }

  private static long sum(long[] perCpu) {
    return Arrays.stream(perCpu).sum();
  }
}
