package io.gyr.api.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: bounds, headers, errors and the routes that it is given. */
public final class WebServer implements AutoCloseable {
  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final int IDLE_THREAD_MS = 60_000;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final long MAX_BODY_BYTES = 2L << 20;

  private final Javalin javalin;

  /**
   * Starts to listen.
   *
   * @param host address to bind, normally 127.0.0.1
   * @param port port to bind, 0 for any free one
   * @throws RuntimeException if the address is taken
   */
  public WebServer(String host, int port, List<Routes> routes) {
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.router.ignoreTrailingSlashes = true;
              config.http.maxRequestSize = MAX_BODY_BYTES;
              config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(6));
              config.jetty.threadPool =
                  new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MS);
              config.jetty.modifyHttpConfiguration(WebServer::limit);
              config.routes.before(SecurityHeaders::set);
              ErrorResponses.install(config.routes);
              routes.forEach(each -> each.addTo(config.routes));
            });
    javalin.start(host, port);
  }

  private static void limit(HttpConfiguration configuration) {
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Every method and path that it answers, for the test that compares them with the document. */
  public List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
