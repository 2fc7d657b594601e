package io.gyr.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which processes capture leaves out. */
final class ExcludedProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(ExcludedProcesses.class);

  private ExcludedProcesses() {}

  /**
   * Process ids that {@code entries} stand for now.
   *
   * @param entries pids, or directories whose {@code *.pid} files hold one each
   * @throws IllegalArgumentException if an entry is neither
   */
  static Set<Integer> pids(List<String> entries) {
    Set<Integer> pids = new TreeSet<>();
    for (String entry : entries) {
      Path path = Path.of(entry);
      if (entry.chars().allMatch(Character::isDigit)) {
        pids.add(Integer.valueOf(entry));
      } else if (path.isAbsolute()) {
        pids.addAll(fromDirectory(path));
      } else {
        throw new IllegalArgumentException(
            "agent.exclude_pids: '" + entry + "' is neither a pid nor an absolute directory");
      }
    }
    return pids;
  }

  private static Set<Integer> fromDirectory(Path directory) {
    Set<Integer> pids = new TreeSet<>();
    if (!Files.isDirectory(directory)) {
      return pids;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.pid")) {
      for (Path file : files) {
        pids.add(Integer.valueOf(Files.readString(file).strip()));
      }
    } catch (IOException | NumberFormatException e) {
      LOG.warn("{}: a pid file cannot be read: {}", directory, e.toString());
    }
    return pids;
  }
}
