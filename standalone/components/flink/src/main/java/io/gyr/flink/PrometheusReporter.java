package io.gyr.flink;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /metrics} in Prometheus text: those counters and gauges of operators whose name
 * begins with {@code gyr_}, with the operator's own variables as labels, and a few of Flink's own
 * that operators watch. Counters are {@code _total}; equal series of parallel subtasks stay apart
 * by the label {@code subtask}. Flink's own Prometheus reporter has no build for Flink 2.1.
 */
public final class PrometheusReporter implements MetricReporter {
  /** Flink's name of a metric to the name under which it is shown. */
  private static final Map<String, String> FLINK =
      Map.of(
          "numRecordsInErrors", "flink_records_in_errors_total",
          "numLateRecordsDropped", "flink_late_records_dropped_total",
          "currentEmitEventTimeLag", "flink_emit_event_time_lag_ms",
          "pendingRecords", "flink_source_pending_records",
          "lastCheckpointDuration", "flink_last_checkpoint_duration_ms",
          "numberOfFailedCheckpoints", "flink_failed_checkpoints_total",
          "numRestarts", "flink_job_restarts_total");

  /** One line of the exposition, without its value. */
  private record Series(String name, String labels) {}

  private final Map<Metric, Series> shown = new ConcurrentHashMap<>();
  private @Nullable HttpServer server;

  @Override
  public void open(MetricConfig config) {
    int port = config.getInteger("port", 9249);
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 16);
    } catch (IOException e) {
      throw new IllegalStateException("metrics port 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
    server.setExecutor(
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "prometheus-reporter");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = exposition().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
    String name = metricName.startsWith("gyr_") ? metricName : FLINK.get(metricName);
    if (name != null && (metric instanceof Counter || metric instanceof Gauge)) {
      shown.put(metric, new Series(name, labels(group.getAllVariables())));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
    shown.remove(metric);
  }

  private String exposition() {
    StringBuilder text = new StringBuilder();
    shown.forEach(
        (metric, series) -> {
          Object value =
              metric instanceof Counter counter
                  ? (Object) counter.getCount()
                  : ((Gauge<?>) metric).getValue();
          if (value instanceof Number number) {
            text.append(series.name).append(series.labels).append(' ').append(number).append('\n');
          }
        });
    return text.toString();
  }

  /** Flink spells variables {@code <job_name>}; those of Gyr come without the brackets. */
  private static String labels(Map<String, String> variables) {
    StringBuilder text = new StringBuilder("{");
    label(text, "job", variables.get("<job_name>"));
    label(text, "operator", variables.get("<operator_name>"));
    label(text, "subtask", variables.get("<subtask_index>"));
    label(text, "stage", variables.get("<stage>"));
    label(text, "reason", variables.get("<reason>"));
    label(text, "rule", variables.get("<rule>"));
    return text.append('}').toString();
  }

  private static void label(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      text.append(text.length() == 1 ? "" : ",").append(name).append("=\"").append(escaped);
      text.append('"');
    }
  }
}
