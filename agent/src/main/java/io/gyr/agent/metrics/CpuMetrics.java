package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** /proc/stat and /proc/loadavg, as node_exporter names them, and the share of time not idle. */
final class CpuMetrics implements MetricSource {
  private static final List<String> MODES =
      List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;

  private final Path proc;
  private long lastTotal;
  private long lastIdle;

  CpuMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    for (String line : ProcFile.lines(proc.resolve("stat"))) {
      String[] words = ProcFile.words(line);
      switch (words[0]) {
        case "cpu" -> used(words, sink);
        case "btime" -> gauge(sink, "node_boot_time_seconds", words[1]);
        case "ctxt" -> counter(sink, "node_context_switches_total", words[1]);
        case "intr" -> counter(sink, "node_intr_total", words[1]);
        case "processes" -> counter(sink, "node_forks_total", words[1]);
        case "procs_running" -> gauge(sink, "node_procs_running", words[1]);
        case "procs_blocked" -> gauge(sink, "node_procs_blocked", words[1]);
        default -> cpu(words, sink);
      }
    }
    String[] load = ProcFile.words(ProcFile.text(proc.resolve("loadavg")));
    gauge(sink, "node_load1", load[0]);
    gauge(sink, "node_load5", load[1]);
    gauge(sink, "node_load15", load[2]);
  }

  private static void cpu(String[] words, SampleSink sink) {
    if (!words[0].startsWith("cpu")) {
      return;
    }
    String cpu = words[0].substring(3);
    for (int mode = 0; mode < MODES.size() && mode + 1 < words.length; mode++) {
      sink.counter(
          "node_cpu_seconds_total",
          ProcFile.labels("cpu", cpu, "mode", MODES.get(mode)),
          Long.parseLong(words[mode + 1]) / ProcFile.TICKS_PER_SECOND);
    }
  }

  /** Between this look and the last; the first tells nothing. */
  private void used(String[] words, SampleSink sink) {
    long total = 0;
    for (int mode = 0; mode < MODES.size() && mode + 1 < words.length; mode++) {
      total += Long.parseLong(words[mode + 1]);
    }
    long idle = Long.parseLong(words[IDLE + 1]) + Long.parseLong(words[IOWAIT + 1]);
    if (lastTotal > 0 && total > lastTotal) {
      double idleShare = (double) (idle - lastIdle) / (total - lastTotal);
      sink.gauge("gyr_host_cpu_used_ratio", Map.of(), Math.min(1, Math.max(0, 1 - idleShare)));
    }
    lastTotal = total;
    lastIdle = idle;
  }

  private static void gauge(SampleSink sink, String name, String value) {
    sink.gauge(name, Map.of(), Double.parseDouble(value));
  }

  private static void counter(SampleSink sink, String name, String value) {
    sink.counter(name, Map.of(), Double.parseDouble(value));
  }
}
