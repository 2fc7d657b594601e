package io.gyr.agent.metrics;

import io.gyr.agent.queue.QueueCounts;
import io.gyr.agent.queue.RecordQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the agent itself costs and how its queue stands. */
final class AgentMetrics implements MetricSource {
  private static final double PAGE_BYTES = 4096;

  private final Path proc;
  private final RecordQueue queue;

  AgentMetrics(Path proc, RecordQueue queue) {
    this.proc = proc;
    this.queue = queue;
  }

  @Override
  public void collect(SampleSink sink) throws IOException {
    QueueCounts counts = queue.counts();
    sink.gauge("gyr_agent_queue_bytes", Map.of(), queue.bytes());
    sink.gauge("gyr_agent_queue_records", Map.of(), counts.unsent());
    sink.counter("gyr_agent_records_accepted_total", Map.of(), counts.accepted());
    sink.counter("gyr_agent_records_dropped_total", Map.of(), counts.dropped() + counts.refused());
    String stat = ProcFile.text(proc.resolve("self/stat"));
    String[] fields = ProcFile.words(stat.substring(stat.lastIndexOf(')') + 1));
    double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    sink.counter("gyr_agent_cpu_seconds_total", Map.of(), ticks / ProcFile.TICKS_PER_SECOND);
    sink.gauge(
        "gyr_agent_resident_memory_bytes", Map.of(), Double.parseDouble(fields[21]) * PAGE_BYTES);
  }
}
