package io.gyr.agent.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Linux capabilities that capturing takes, and those that this process has. */
final class Capabilities {
  private static final int CAP_SYS_ADMIN = 21;

  private final long effective;

  private Capabilities(long effective) {
    this.effective = effective;
  }

  /** Those of a process, from its status file; all of them if that cannot be read. */
  static Capabilities read(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("CapEff:")) {
          return new Capabilities(Long.parseUnsignedLong(line.substring(7).strip(), 16));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Then the kernel will say what it refuses.
    }
    return new Capabilities(-1L);
  }

  /** Names of those without which nothing can be loaded. */
  List<String> missingToLoad() {
    List<String> missing = new ArrayList<>();
    if (!has(CAP_SYS_ADMIN)) {
      addIfMissing(missing, 39, "CAP_BPF");
      addIfMissing(missing, 38, "CAP_PERFMON");
    }
    return missing;
  }

  /** Names of those without which some names stay unknown. */
  List<String> missingToResolve() {
    List<String> missing = new ArrayList<>();
    addIfMissing(missing, 19, "CAP_SYS_PTRACE");
    addIfMissing(missing, 2, "CAP_DAC_READ_SEARCH");
    return missing;
  }

  private void addIfMissing(List<String> missing, int bit, String name) {
    if (!has(bit)) {
      missing.add(name);
    }
  }

  private boolean has(int bit) {
    return (effective >> bit & 1) != 0;
  }
}
