package io.gyr.benchmarks.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, read from /proc.
 *
 * @param cpuSeconds in user and kernel mode together, of all its threads
 * @param residentBytes memory that it holds now
 */
public record ProcessUse(double cpuSeconds, long residentBytes) {
  /** USER_HZ, 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final long PAGE_BYTES = 4096;

  /**
   * Reads what {@code pid} has used.
   *
   * @throws IOException if there is no such process
   */
  public static ProcessUse of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The name stands in parentheses and may hold anything; what follows is separated by blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    return new ProcessUse(
        ticks / TICKS_PER_SECOND, Long.parseLong(fields[21].strip()) * PAGE_BYTES);
  }
}
