package io.gyr.api;

import com.sun.net.httpserver.HttpServer;
import io.gyr.api.protobuf.ProtobufWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target with one native histogram, in the length-delimited messages of client_model. Each scrape
 * finds more in it; the tenth one finds it reset.
 */
final class ScrapedHistogram implements AutoCloseable {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";
  private static final int RESET = 10;

  private final String metric;
  private final HttpServer server;
  private final AtomicInteger scrapes = new AtomicInteger();

  ScrapedHistogram(String metric) throws IOException {
    this.metric = metric;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] family = family(scrapes.incrementAndGet() % RESET);
          exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write(new ProtobufWriter().raw(family.length).toBytes());
            body.write(family);
          }
        });
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Schema 2 with n, 3n and 2n observations in buckets -3, 2 and 3, and one near zero. */
  private byte[] family(int n) {
    ProtobufWriter histogram =
        new ProtobufWriter()
            .varint(1, 6L * n + 1)
            .float64(2, 1.5 * n)
            .varint(5, 4)
            .float64(6, 0.001)
            .varint(7, 1)
            .message(12, new ProtobufWriter().varint(1, 5).varint(2, 1))
            .message(12, new ProtobufWriter().varint(1, 8).varint(2, 2));
    for (long delta : new long[] {n, 2L * n, -n}) {
      histogram.varint(13, delta << 1 ^ delta >> 63);
    }
    return new ProtobufWriter()
        .string(1, metric)
        .varint(3, 4)
        .message(4, new ProtobufWriter().message(7, histogram))
        .toBytes();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
