package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CPU and memory of each container, from its control group, named as cAdvisor names them. A group
 * is a container's if its directory ends with 64 hex digits, as those of Docker, containerd, CRI-O
 * and Podman do. Knows cgroup v2 and the two hierarchies of v1 that are needed.
 */
final class ContainerMetrics implements MetricSource, ContainerIds {
  private static final Pattern ID = Pattern.compile("(?:^|[-/:])([0-9a-f]{64})(?:\\.scope)?$");
  private static final int DEPTH = 8;

  private final Path cgroups;

  ContainerMetrics(Path cgroups) {
    this.cgroups = cgroups;
  }

  @Override
  public Set<String> containerIds() throws IOException {
    return new TreeSet<>(groups(memoryRoot()).keySet());
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    if (unified()) {
      groups(cgroups).forEach((id, group) -> quietly(() -> unified(id, group, sink)));
    } else {
      groups(memoryRoot()).forEach((id, group) -> quietly(() -> memory(id, group, sink)));
      groups(cgroups.resolve("cpuacct"))
          .forEach((id, group) -> quietly(() -> cpu(id, group, sink)));
    }
  }

  private boolean unified() {
    return Files.exists(cgroups.resolve("cgroup.controllers"));
  }

  private Path memoryRoot() {
    return unified() ? cgroups : cgroups.resolve("memory");
  }

  private static void unified(String id, Path group, SampleSink sink) throws IOException {
    Map<String, String> labels = ProcFile.labels("container_id", id);
    List<String> cpu = ProcFile.lines(group.resolve("cpu.stat"));
    sink.counter(
        "container_cpu_usage_seconds_total", labels, ProcFile.value(cpu, "usage_usec") / 1e6);
    sink.counter(
        "container_cpu_user_seconds_total", labels, ProcFile.value(cpu, "user_usec") / 1e6);
    sink.counter(
        "container_cpu_system_seconds_total", labels, ProcFile.value(cpu, "system_usec") / 1e6);
    sink.counter(
        "container_cpu_cfs_throttled_seconds_total",
        labels,
        ProcFile.value(cpu, "throttled_usec") / 1e6);
    long usage = number(group.resolve("memory.current"));
    List<String> memory = ProcFile.lines(group.resolve("memory.stat"));
    memory(labels, usage, ProcFile.value(memory, "inactive_file"), sink);
    limit(labels, group.resolve("memory.max"), sink);
  }

  private static void memory(String id, Path group, SampleSink sink) throws IOException {
    Map<String, String> labels = ProcFile.labels("container_id", id);
    long usage = number(group.resolve("memory.usage_in_bytes"));
    List<String> memory = ProcFile.lines(group.resolve("memory.stat"));
    memory(labels, usage, ProcFile.value(memory, "total_inactive_file"), sink);
    limit(labels, group.resolve("memory.limit_in_bytes"), sink);
  }

  private static void cpu(String id, Path group, SampleSink sink) throws IOException {
    sink.counter(
        "container_cpu_usage_seconds_total",
        ProcFile.labels("container_id", id),
        number(group.resolve("cpuacct.usage")) / 1e9);
  }

  private static void memory(
      Map<String, String> labels, long usage, long inactiveFile, SampleSink sink) {
    sink.gauge("container_memory_usage_bytes", labels, usage);
    sink.gauge("container_memory_working_set_bytes", labels, Math.max(0, usage - inactiveFile));
  }

  /** The kernel writes "max", or a number near 2^63, where there is no limit. */
  private static void limit(Map<String, String> labels, Path file, SampleSink sink)
      throws IOException {
    String text = ProcFile.text(file).strip();
    if (!text.equals("max") && Long.parseLong(text) < 1L << 60) {
      sink.gauge("container_spec_memory_limit_bytes", labels, Long.parseLong(text));
    }
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(ProcFile.text(file).strip());
  }

  private static Map<String, Path> groups(Path root) throws IOException {
    Map<String, Path> groups = new LinkedHashMap<>();
    if (!Files.isDirectory(root)) {
      return groups;
    }
    try (Stream<Path> directories = Files.walk(root, DEPTH)) {
      directories
          .filter(Files::isDirectory)
          .forEach(
              directory -> {
                Matcher matcher = ID.matcher(directory.getFileName().toString());
                if (matcher.find()) {
                  groups.put(matcher.group(1), directory);
                }
              });
    } catch (java.io.UncheckedIOException e) {
      // A container ended while we looked; the next look is soon.
      return groups;
    }
    return groups;
  }

  private interface Measurement {
    void run() throws IOException;
  }

  private static void quietly(Measurement measurement) {
    try {
      measurement.run();
    } catch (NoSuchFileException e) {
      // The container ended, or its hierarchy lacks this controller.
    } catch (IOException | NumberFormatException e) {
      // As above: the kernel answers ENODEV while a group is being removed.
    }
  }
}
