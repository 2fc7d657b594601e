package io.gyr.cli;

import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that all commands share: which installation they are about. */
final class Installation {
  @Option(names = "--dir", paramLabel = "DIR", description = "Folder of all data (default: ~/.gyr)")
  private Path dir = Path.of(System.getProperty("user.home"), ".gyr");

  Path dir() {
    return dir.toAbsolutePath().normalize();
  }

  /** The checkout that holds the build. */
  static Path home() {
    String home = System.getProperty("gyr.home");
    if (home == null) {
      throw Failure.wrongUse("start me through the script gyr, which tells me where I am");
    }
    return Path.of(home);
  }

  /**
   * The settings, as key=value arguments of the supervisor.
   *
   * @param overrides further key=value pairs
   */
  List<String> arguments(List<String> overrides) {
    List<String> arguments = new ArrayList<>(List.of("home=" + home(), "dir=" + dir()));
    arguments.addAll(overrides);
    return arguments;
  }

  StandaloneSettings settings(List<String> overrides) {
    try {
      return Settings.fromArguments(
          StandaloneSettings.class, arguments(overrides).toArray(String[]::new));
    } catch (SettingsException e) {
      throw Failure.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  /** The file of settings that the jobs of the installation were started with. */
  Path jobs() {
    return dir().resolve("conf").resolve("jobs.properties");
  }

  /** What the supervisor last wrote; empty if there has never been one. */
  Optional<Status> status() {
    try {
      return Status.read(dir().resolve("run").resolve("status.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of the supervisor that runs. */
  Status running() {
    return status()
        .filter(Status::supervisorRuns)
        .orElseThrow(() -> Failure.notThere("nothing runs on " + dir() + ": start it with gyr up"));
  }
}
