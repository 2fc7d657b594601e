package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** /proc/net/dev, as node_exporter names it. */
final class NetworkMetrics implements MetricSource {
  private static final List<String> COLUMNS =
      List.of(
          "receive_bytes",
          "receive_packets",
          "receive_errs",
          "receive_drop",
          "receive_fifo",
          "receive_frame",
          "receive_compressed",
          "receive_multicast",
          "transmit_bytes",
          "transmit_packets",
          "transmit_errs",
          "transmit_drop",
          "transmit_fifo",
          "transmit_colls",
          "transmit_carrier",
          "transmit_compressed");

  private final Path proc;

  /**
   * Reads {@code proc/1/net/dev}, which is the host's network whatever network namespace the agent
   * is in, else {@code proc/net/dev}.
   */
  NetworkMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    Path host = proc.resolve("1/net/dev");
    Path file = java.nio.file.Files.isReadable(host) ? host : proc.resolve("net/dev");
    for (String line : ProcFile.lines(file)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue; // The two lines of headings.
      }
      Map<String, String> device = ProcFile.labels("device", line.substring(0, colon).strip());
      String[] words = ProcFile.words(line.substring(colon + 1));
      for (int i = 0; i < words.length && i < COLUMNS.size(); i++) {
        sink.counter(
            "node_network_" + COLUMNS.get(i) + "_total", device, Double.parseDouble(words[i]));
      }
    }
  }
}
