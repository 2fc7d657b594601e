package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.standalone.jobs.Job;
import io.gyr.standalone.process.Java;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a program over the recorded past in a process of its own, which has Flink and Iceberg on its
 * class path, and takes what it prints as JSON. Rules are handed over as folders of files.
 */
final class HistoryProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final Path folder;

  HistoryProcess(Path home) throws IOException {
    this.home = home;
    folder = Files.createTempDirectory("gyr-history");
  }

  /**
   * Writes rule files, in order, and names their folder.
   *
   * @throws Failure wrong use if they do not load
   */
  Path rules(String name, Map<String, String> files) throws IOException {
    LoadedRules.of(files);
    Path rules = Files.createDirectory(folder.resolve(name));
    int number = 0;
    for (String content : files.values()) {
      Files.writeString(rules.resolve("%06d.yaml".formatted(number++)), content);
    }
    return rules;
  }

  /** Runs the program and reads its answer. */
  JsonNode run(String mainClass, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Java.program(), "-Xmx1g", "-XX:+UseSerialGC"));
    command.addAll(Java.FLINK_FLAGS);
    Path quiet = folder.resolve("logback.xml");
    Files.writeString(quiet, "<configuration><root level=\"OFF\"/></configuration>");
    command.add("-Dlogback.configurationFile=" + quiet);
    Job rules =
        Job.ALL.stream().filter(job -> job.name().equals("rules")).findFirst().orElseThrow();
    command.add("-cp");
    command.add(
        rules.jar(home) + File.pathSeparator + Java.classPath(home, "standalone/components/flink"));
    command.add(mainClass);
    command.addAll(arguments);
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(errors.toFile())
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw Failure.notThere(
            "the recorded system calls cannot be read: " + lastCause(Files.readString(errors)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw Failure.notThere("interrupted");
    }
    return JSON.readTree(answer);
  }

  private static String lastCause(String errors) {
    String cause = errors.strip();
    for (String line : errors.split("\n", -1)) {
      if (line.startsWith("Caused by: ") || line.startsWith("Exception in thread")) {
        cause = line;
      }
    }
    return cause;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
