package io.gyr.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link SyscallLoad} in a process of its own, which ends when this is closed. */
public final class LoadProcess implements AutoCloseable {
  private final Path file;
  private final Process process;

  private LoadProcess(Path file, Process process) {
    this.file = file;
    this.process = process;
  }

  /** Starts to open a file {@code opensPerSecond} times a second. */
  public static LoadProcess start(int opensPerSecond) throws IOException {
    Path file = Files.createTempFile("load", "");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                SyscallLoad.class.getName(),
                file.toString(),
                Integer.toString(opensPerSecond))
            .redirectInput(new File("/dev/null"))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", ownClasses().toString());
    return new LoadProcess(file, builder.start());
  }

  private static Path ownClasses() {
    try {
      return Path.of(SyscallLoad.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it still makes load. */
  public boolean runs() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
