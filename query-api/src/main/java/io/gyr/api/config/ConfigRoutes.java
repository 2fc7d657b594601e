package io.gyr.api.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Json;
import io.gyr.api.http.RequestBody;
import io.gyr.api.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.regex.Pattern;

/** The routes for one kind of configuration. */
public final class ConfigRoutes implements Routes {
  static final int MAX_CONTENT_BYTES = 1 << 20;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final ConfigKind kind;
  private final ConfigStore store;
  private final Configuration configuration;
  private final ConfigCheck check;

  /** Reads from {@code store} and writes through {@code configuration} what {@code check} lets. */
  public ConfigRoutes(
      ConfigKind kind, ConfigStore store, Configuration configuration, ConfigCheck check) {
    this.kind = kind;
    this.store = store;
    this.configuration = configuration;
    this.check = check;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    String all = "/api/v2/" + kind.path();
    String one = all + "/{name}";
    routes.get(all, this::list);
    routes.get(one, this::get);
    routes.put(one, this::put);
    routes.delete(one, this::delete);
  }

  private void list(Context context) {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray(kind.path());
    store.list(kind).forEach(file -> array.add(summary(file)));
    answer(context, json);
  }

  private void get(Context context) {
    String name = name(context);
    ConfigFile file = store.find(kind, name).orElseThrow(() -> missing(name));
    answer(context, summary(file).put("content", file.content()));
  }

  private void put(Context context) {
    String name = name(context);
    if (kind == ConfigKind.RULES && name.equals("status")) {
      throw ApiError.badRequest("A rule file cannot be called status", "Choose another name");
    }
    String content = RequestBody.text(context, MAX_CONTENT_BYTES);
    check.check(kind, name, content);
    answer(context, summary(configuration.put(kind, name, content)));
  }

  private void delete(Context context) {
    String name = name(context);
    if (store.find(kind, name).isEmpty()) {
      throw missing(name);
    }
    configuration.delete(kind, name);
    context.status(204);
  }

  private static String name(Context context) {
    String name = context.pathParam("name");
    if (!NAME.matcher(name).matches()) {
      throw ApiError.badRequest(
          "The name cannot be used",
          "1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first");
    }
    return name;
  }

  private ApiError missing(String name) {
    return ApiError.notFound(
        "There is no " + name + " among the " + kind.path(),
        "GET /api/v2/" + kind.path() + " lists them");
  }

  private static ObjectNode summary(ConfigFile file) {
    return Json.object()
        .put("name", file.name())
        .put("version", file.version())
        .put("updated", file.updated().toString());
  }

  private static void answer(Context context, ObjectNode json) {
    context.contentType("application/json").result(Json.bytes(json));
  }
}
