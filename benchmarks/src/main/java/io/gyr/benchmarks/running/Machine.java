package io.gyr.benchmarks.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How busy the whole machine was between two moments, so that a figure can be judged.
 *
 * @param totalTicks of all cores, idle ones too
 * @param idleTicks waiting, for disks too
 * @param stolenTicks taken by the hypervisor
 */
public record Machine(long totalTicks, long idleTicks, long stolenTicks) {
  /** The sums since the machine started. */
  public static Machine now() throws IOException {
    String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +");
    long total = 0;
    for (int i = 1; i <= 8; i++) {
      total += Long.parseLong(fields[i]);
    }
    return new Machine(
        total, Long.parseLong(fields[4]) + Long.parseLong(fields[5]), Long.parseLong(fields[8]));
  }

  /** One line on the machine and on what it did since {@code before}. */
  public String since(Machine before) throws IOException {
    double total = Math.max(1, totalTicks - before.totalTicks);
    return String.format(
        "%d cores, kernel %s, load average %s; %.0f %% busy, %.0f %% stolen while measuring",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.version"),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
        100 * (1 - (idleTicks - before.idleTicks) / total),
        100 * (stolenTicks - before.stolenTicks) / total);
  }
}
