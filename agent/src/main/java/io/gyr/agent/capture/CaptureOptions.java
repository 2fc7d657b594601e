package io.gyr.agent.capture;

import io.gyr.inspector.syscall.Syscall;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to capture. Immutable.
 *
 * @param ringBytes size of the ring between the kernel and the agent; a power of two, at least 64
 *     KiB
 * @param calls the calls to capture. Those that keep the tables current cost little and should stay
 * @param onlySuccessful calls of which failures are not wanted
 * @param excludedPids processes (host pids) of which nothing is wanted. This process is always one
 */
public record CaptureOptions(
    int ringBytes, Set<Syscall> calls, Set<Syscall> onlySuccessful, Set<Integer> excludedPids) {
  /** At most so many processes can be excluded. */
  public static final int MAX_EXCLUDED = 255;

  private static final int MIN_RING = 1 << 16;

  /** Checks and copies. */
  public CaptureOptions {
    if (ringBytes < MIN_RING || Integer.bitCount(ringBytes) != 1 || ringBytes > 1 << 28) {
      throw new IllegalArgumentException(
          "ring of " + ringBytes + " bytes: a power of two from 64 KiB to 256 MiB is needed");
    }
    if (excludedPids.size() > MAX_EXCLUDED) {
      throw new IllegalArgumentException(
          excludedPids.size() + " excluded processes; at most " + MAX_EXCLUDED + " can be");
    }
    calls = Set.copyOf(calls);
    onlySuccessful = Set.copyOf(onlySuccessful);
    excludedPids = Set.copyOf(excludedPids);
  }

  /** Every known call, a ring of 16 MiB, nothing excluded but this process. */
  public static CaptureOptions defaults() {
    return new CaptureOptions(1 << 24, EnumSet.allOf(Syscall.class), Set.of(), Set.of());
  }

  /** The same with another ring. */
  public CaptureOptions withRingBytes(int bytes) {
    return new CaptureOptions(bytes, calls, onlySuccessful, excludedPids);
  }

  /** The same with other calls. */
  public CaptureOptions withCalls(Set<Syscall> wanted) {
    return new CaptureOptions(ringBytes, wanted, onlySuccessful, excludedPids);
  }

  /** The same without the failures of these calls. */
  public CaptureOptions withOnlySuccessful(Set<Syscall> successful) {
    return new CaptureOptions(ringBytes, calls, successful, excludedPids);
  }

  /** The same without these processes. */
  public CaptureOptions withExcludedPids(Set<Integer> pids) {
    return new CaptureOptions(ringBytes, calls, onlySuccessful, pids);
  }
}
