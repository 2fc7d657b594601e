package io.gyr.agent.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** /proc/diskstats, as node_exporter names it and without the devices that it leaves out. */
final class DiskMetrics implements MetricSource {
  private static final Pattern IGNORED =
      Pattern.compile("^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+$");
  private static final double SECTOR_BYTES = 512;

  private final Path proc;

  DiskMetrics(Path proc) {
    this.proc = proc;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    for (String line : ProcFile.lines(proc.resolve("diskstats"))) {
      String[] words = ProcFile.words(line);
      if (words.length < 14 || IGNORED.matcher(words[2]).matches()) {
        continue;
      }
      Map<String, String> device = ProcFile.labels("device", words[2]);
      sink.counter("node_disk_reads_completed_total", device, Long.parseLong(words[3]));
      sink.counter("node_disk_read_bytes_total", device, Long.parseLong(words[5]) * SECTOR_BYTES);
      sink.counter("node_disk_read_time_seconds_total", device, Long.parseLong(words[6]) / 1e3);
      sink.counter("node_disk_writes_completed_total", device, Long.parseLong(words[7]));
      sink.counter(
          "node_disk_written_bytes_total", device, Long.parseLong(words[9]) * SECTOR_BYTES);
      sink.counter("node_disk_write_time_seconds_total", device, Long.parseLong(words[10]) / 1e3);
      sink.gauge("node_disk_io_now", device, Long.parseLong(words[11]));
      sink.counter("node_disk_io_time_seconds_total", device, Long.parseLong(words[12]) / 1e3);
    }
  }
}
