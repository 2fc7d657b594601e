package io.gyr.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes that a supervisor left behind when it was killed. */
public final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /** The whole command line of a process; empty if there is none that can be seen. */
  public static String commandLine(long pid) {
    try {
      byte[] raw = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(raw, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Ends the process named in {@code pidFile} if it still runs and belongs to {@code dir}. A number
   * may have gone to another program since, hence the second condition.
   */
  public static void end(Path pidFile, Path dir) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    Optional<ProcessHandle> left = ProcessHandle.of(pid);
    if (left.isPresent() && commandLine(pid).contains(dir.toString())) {
      log.warn("{} was left running as {}, ending it", pidFile.getFileName(), pid);
      left.get().destroy();
      try {
        left.get().onExit().get(15, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        left.get().destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        left.get().destroyForcibly();
      }
    }
    Files.delete(pidFile);
  }
}
