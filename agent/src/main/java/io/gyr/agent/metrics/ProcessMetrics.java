package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CPU time and memory of the processes that use most: the first ten by CPU since the last look and
 * the first ten by resident memory. All processes are read, few are reported, because a series for
 * each process of a host would be most of what is stored.
 */
final class ProcessMetrics implements MetricSource {
  private static final int REPORTED = 10;
  private static final long PAGE_BYTES = 4096;

  private record Usage(String pid, String name, double cpuSeconds, double newCpu, long rssBytes) {}

  private final Path proc;
  private Map<String, Double> lastCpu = new HashMap<>();

  ProcessMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    List<Usage> all = new ArrayList<>();
    Map<String, Double> cpu = new HashMap<>();
    for (Path process : ProcFile.processes(proc)) {
      try {
        Usage usage = usage(process);
        all.add(usage);
        cpu.put(usage.pid(), usage.cpuSeconds());
      } catch (IOException | IllegalArgumentException e) {
        // It ended while we looked.
      }
    }
    lastCpu = cpu;
    sink.gauge("gyr_host_processes", Map.of(), all.size());
    for (Usage usage : top(all)) {
      Map<String, String> labels = ProcFile.labels("pid", usage.pid(), "name", usage.name());
      sink.counter("gyr_process_cpu_seconds_total", labels, usage.cpuSeconds());
      sink.gauge("gyr_process_resident_memory_bytes", labels, usage.rssBytes());
    }
  }

  private static Set<Usage> top(List<Usage> all) {
    Set<Usage> top = new LinkedHashSet<>();
    all.stream()
        .sorted(Comparator.comparingDouble(Usage::newCpu).reversed())
        .limit(REPORTED)
        .forEach(top::add);
    all.stream()
        .sorted(Comparator.comparingLong(Usage::rssBytes).reversed())
        .limit(REPORTED)
        .forEach(top::add);
    return top;
  }

  /** A name may hold blanks and brackets; the fields begin after the last closing one. */
  private Usage usage(Path process) throws IOException {
    String stat = ProcFile.text(process.resolve("stat"));
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException(process + ": no name in stat");
    }
    String pid = process.getFileName().toString();
    String[] fields = ProcFile.words(stat.substring(close + 1));
    double cpu =
        (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / ProcFile.TICKS_PER_SECOND;
    Double before = lastCpu.get(pid);
    return new Usage(
        pid,
        stat.substring(open + 1, close),
        cpu,
        before == null ? cpu : cpu - before,
        Long.parseLong(fields[21]) * PAGE_BYTES);
  }
}
