package io.gyr.agent.capture;

import com.sun.jna.Memory;

/** How far the boot clock, which the kernel side reads, is from UTC. Not thread-safe. */
final class BootClock {
  private static final long NANOS = 1_000_000_000L;

  private final Memory timespec = new Memory(16);

  /**
   * Nanoseconds to add to a boot time for the UTC time, now. It changes when somebody sets the
   * clock, so it has to be asked for again from time to time.
   */
  long offset() {
    long before = read(LibC.CLOCK_REALTIME);
    long boot = read(LibC.CLOCK_BOOTTIME);
    long after = read(LibC.CLOCK_REALTIME);
    return before + (after - before) / 2 - boot;
  }

  private long read(int clock) {
    LibC.INSTANCE.clock_gettime(clock, timespec);
    return timespec.getLong(0) * NANOS + timespec.getLong(8);
  }
}
