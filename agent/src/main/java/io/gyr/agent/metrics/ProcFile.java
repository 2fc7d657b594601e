package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reading the kernel's small text files. */
final class ProcFile {
  /** Scheduler ticks a second in /proc; the same on every Linux that Java runs on. */
  static final double TICKS_PER_SECOND = 100;

  private ProcFile() {}

  /** The lines of a file. A process may choose its name, so bytes are not assumed to be UTF-8. */
  static List<String> lines(Path file) throws IOException {
    return text(file).lines().toList();
  }

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  static String[] words(String line) {
    return line.strip().split("\\s+");
  }

  /** The number after {@code name} in lines of the form "name number". */
  static long value(List<String> lines, String name) {
    return lines.stream()
        .map(ProcFile::words)
        .filter(words -> words.length > 1 && words[0].equals(name))
        .mapToLong(words -> Long.parseLong(words[1]))
        .findFirst()
        .orElse(0);
  }

  /** Names of sub-directories that are all digits: processes. */
  static List<Path> processes(Path proc) throws IOException {
    try (var files = Files.list(proc)) {
      return files
          .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
          .toList();
    }
  }

  static Map<String, String> labels(String... namesAndValues) {
    if (namesAndValues.length == 2) {
      return Map.of(namesAndValues[0], namesAndValues[1]);
    }
    var labels = new java.util.TreeMap<String, String>();
    var values = Arrays.asList(namesAndValues).iterator();
    while (values.hasNext()) {
      labels.put(values.next(), values.next());
    }
    return labels;
  }
}
