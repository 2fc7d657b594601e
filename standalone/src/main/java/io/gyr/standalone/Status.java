package io.gyr.standalone;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.ComponentState.Phase;
import io.gyr.standalone.process.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the supervisor tells the rest of the world, in a file that is replaced as a whole.
 *
 * @param supervisorPid process id of the supervisor
 * @param timeMs when this was written, milliseconds since 1970
 * @param addresses names such as {@code api.url} to addresses
 * @param components in the order in which they start
 */
public record Status(
    @JsonProperty("supervisor_pid") long supervisorPid,
    @JsonProperty("time_ms") long timeMs,
    @JsonProperty("addresses") Map<String, String> addresses,
    @JsonProperty("components") List<ComponentState> components) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The status in {@code file}; empty if no supervisor ever wrote one. */
  public static Optional<Status> read(Path file) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Status.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Replaces {@code file}. */
  public void write(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, JSON.writeValueAsBytes(this));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** True if the supervisor that wrote this still runs. */
  public boolean supervisorRuns() {
    return Leftovers.commandLine(supervisorPid).contains(Supervisor.class.getName());
  }

  /** True if every component does its work. */
  public boolean ready() {
    return components.stream().allMatch(component -> component.phase() == Phase.READY);
  }
}
