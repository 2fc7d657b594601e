package io.gyr.api.prometheus;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.http.Routes;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.prometheus.rules.GroupStatus;
import io.gyr.api.prometheus.store.MetricStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Prometheus's HTTP API, at the root and below {@code /prometheus}. Grafana asks with POST, or with
 * GET where it is told so or POST fails.
 */
public final class PrometheusRoutes implements Routes {
  private static final List<String> PREFIXES = List.of("", "/prometheus");

  private final MetricStore store;
  private final QueryRoutes queries;
  private final RemoteReadRoute remote;
  private final SeriesRoutes series;
  private final TargetRoutes targets;
  private final StatusRoutes status;
  private final RuleRoutes rules;

  /**
   * The API over {@code store}, what senders told of metrics, their exemplars, and the groups of
   * rules that {@code groups} gives.
   */
  public PrometheusRoutes(
      MetricStore store,
      MetricFamilies families,
      ExemplarStore exemplars,
      QueryOptions options,
      Supplier<List<GroupStatus>> groups,
      Clock clock) {
    this.store = store;
    QueryGate gate = new QueryGate(options.maxConcurrent());
    queries = new QueryRoutes(store, exemplars, options, gate, clock);
    remote = new RemoteReadRoute(store, options, gate);
    MetricMetadata metadata = new MetricMetadata(store, families);
    series = new SeriesRoutes(store, metadata, options, clock);
    targets = new TargetRoutes(store, metadata, options, clock);
    status = new StatusRoutes(store, options, clock);
    rules = new RuleRoutes(groups);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (String prefix : PREFIXES) {
      String base = prefix + "/api/v1/";
      both(routes, base + "query", queries::instant);
      both(routes, base + "query_range", queries::range);
      both(routes, base + "query_exemplars", queries::exemplars);
      both(routes, base + "format_query", queries::format);
      both(routes, base + "parse_query", queries::tree);
      both(routes, base + "labels", series::names);
      both(routes, base + "series", series::series);
      get(routes, base + "label/{name}/values", series::values);
      get(routes, base + "metadata", series::metadata);
      get(routes, base + "rules", rules::rules);
      get(routes, base + "alerts", rules::alerts);
      get(routes, base + "targets", targets::targets);
      get(routes, base + "targets/metadata", targets::metadata);
      get(routes, base + "scrape_pools", targets::pools);
      get(routes, base + "status/buildinfo", status::buildInfo);
      get(routes, base + "status/runtimeinfo", status::runtimeInfo);
      get(routes, base + "status/tsdb", status::tsdb);
      get(routes, base + "status/flags", status::flags);
      get(routes, base + "status/config", status::config);
      routes.post(base + "read", new Endpoint(remote::read));
      constants(routes, base);
      routes.get(prefix + "/-/healthy", context -> text(context, 200, "Gyr is Healthy.\n"));
      routes.get(prefix + "/-/ready", this::ready);
    }
  }

  /**
   * What Gyr has nothing of under these names, so that clients find an empty list, not an error.
   */
  private static void constants(RoutesConfig routes, String base) {
    constant(
        routes, base + "alertmanagers", "{\"activeAlertmanagers\":[],\"droppedAlertmanagers\":[]}");
    constant(routes, base + "notifications", "[]");
  }

  private static void constant(RoutesConfig routes, String path, String json) {
    get(routes, path, (context, arguments) -> Reply.of(json));
  }

  private static void get(RoutesConfig routes, String path, Endpoint.Answers answers) {
    routes.get(path, new Endpoint(answers));
  }

  private static void both(RoutesConfig routes, String path, Endpoint.Answers answers) {
    Endpoint endpoint = new Endpoint(answers);
    routes.get(path, endpoint);
    routes.post(path, endpoint);
  }

  private void ready(Context context) {
    String problem = store.check();
    if (problem == null) {
      text(context, 200, "Gyr is Ready.\n");
    } else {
      text(context, 503, problem + "\n");
    }
  }

  private static void text(Context context, int code, String body) {
    context.status(code).contentType("text/plain").result(body);
  }
}
