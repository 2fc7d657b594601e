package io.gyr.benchmarks.running;

import java.io.IOException;

/** A flight recording of another JVM, written when it is closed; none if no file is named. */
public final class Profile implements AutoCloseable {
  private final String pid;
  private final String file;

  private Profile(String pid, String file) {
    this.pid = pid;
    this.file = file;
  }

  /**
   * Begins to record.
   *
   * @param file where to, as the other process sees it; empty for no recording
   */
  public static Profile of(long pid, String file) throws IOException, InterruptedException {
    Profile profile = new Profile(Long.toString(pid), file);
    if (!file.isEmpty()) {
      profile.jcmd("JFR.start", "settings=profile", "filename=" + file);
    }
    return profile;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (!file.isEmpty()) {
      jcmd("JFR.stop", "name=1");
    }
  }

  private void jcmd(String command, String... options) throws IOException, InterruptedException {
    String[] line = new String[3 + options.length];
    line[0] = "jcmd";
    line[1] = pid;
    line[2] = command;
    System.arraycopy(options, 0, line, 3, options.length);
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", line) + " failed");
    }
  }
}
