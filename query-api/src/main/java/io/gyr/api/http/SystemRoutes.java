package io.gyr.api.http;

import io.gyr.component.ComponentServer;
import io.gyr.component.HealthChecks;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.Map;

/** Health and metrics of this process, for those who watch it; no token needed. */
public final class SystemRoutes implements Routes {
  private static final int NOT_READY = 503;

  private final HealthChecks health;
  private final PrometheusRegistry registry;

  /** Shows {@code health} and {@code registry}. */
  public SystemRoutes(HealthChecks health, PrometheusRegistry registry) {
    this.health = health;
    this.registry = registry;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/healthz", context -> context.contentType("text/plain").result("ok\n"));
    routes.get("/readyz", this::ready);
    routes.get("/metrics", this::metrics);
  }

  private void ready(Context context) {
    Map<String, String> failures = health.failures();
    StringBuilder body = new StringBuilder(failures.isEmpty() ? "ready\n" : "");
    failures.forEach((name, reason) -> body.append(name).append(": ").append(reason).append('\n'));
    context
        .status(failures.isEmpty() ? 200 : NOT_READY)
        .contentType("text/plain")
        .result(body.toString());
  }

  private void metrics(Context context) throws IOException {
    context
        .contentType(PrometheusTextFormatWriter.CONTENT_TYPE)
        .result(ComponentServer.exposition(registry));
  }
}
