package io.gyr.component;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /healthz} (the process answers), {@code /readyz} (it can do its work, with the
 * remark that there may be; 503 and the reasons otherwise) and {@code /metrics} (Prometheus text)
 * on one address. For processes that have no HTTP server of their own.
 */
public final class ComponentServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;

  /**
   * Starts to listen.
   *
   * @param host address to bind, normally 127.0.0.1
   * @param port port to bind, 0 for any free one
   * @throws IOException if the address is taken; the message names it
   */
  public ComponentServer(String host, int port, PrometheusRegistry registry, HealthChecks health)
      throws IOException {
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 16);
    } catch (IOException e) {
      throw new IOException(host + ":" + port + ": " + e.getMessage(), e);
    }
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "component-server");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(executor);
    server.createContext("/healthz", exchange -> text(exchange, 200, "ok\n"));
    server.createContext("/readyz", exchange -> ready(exchange, health));
    server.createContext("/metrics", exchange -> metrics(exchange, registry));
    server.start();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
  }

  /** The exposition of {@code registry} in Prometheus text format 0.0.4. */
  public static byte[] exposition(PrometheusRegistry registry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder().build().write(bytes, registry.scrape());
    return bytes.toByteArray();
  }

  private static void ready(HttpExchange exchange, HealthChecks health) throws IOException {
    Map<String, String> failures = health.failures();
    if (failures.isEmpty()) {
      String remark = health.remark();
      text(exchange, 200, remark == null ? "ready\n" : "ready\n" + remark + "\n");
      return;
    }
    StringBuilder body = new StringBuilder();
    failures.forEach((name, reason) -> body.append(name).append(": ").append(reason).append('\n'));
    text(exchange, 503, body.toString());
  }

  private static void metrics(HttpExchange exchange, PrometheusRegistry registry)
      throws IOException {
    respond(exchange, 200, PrometheusTextFormatWriter.CONTENT_TYPE, exposition(registry));
  }

  private static void text(HttpExchange exchange, int status, String body) throws IOException {
    respond(exchange, status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void respond(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      out.write(body);
    }
  }
}
