package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** /proc/meminfo, every line as node_exporter names it, and the share of memory not available. */
final class MemoryMetrics implements MetricSource {
  private final Path proc;

  MemoryMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    double total = 0;
    double available = -1;
    for (String line : ProcFile.lines(proc.resolve("meminfo"))) {
      String[] words = ProcFile.words(line);
      String name = words[0].replace(":", "").replace('(', '_').replace(")", "");
      boolean kibibytes = words.length > 2 && words[2].equals("kB");
      double value = Double.parseDouble(words[1]) * (kibibytes ? 1024 : 1);
      sink.gauge("node_memory_" + name + (kibibytes ? "_bytes" : ""), Map.of(), value);
      if (name.equals("MemTotal")) {
        total = value;
      } else if (name.equals("MemAvailable")) {
        available = value;
      }
    }
    if (total > 0 && available >= 0) {
      sink.gauge("gyr_host_memory_used_ratio", Map.of(), 1 - available / total);
    }
  }
}
