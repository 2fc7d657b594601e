package io.gyr.api.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import io.gyr.api.http.Routes;
import io.gyr.schemas.record.Status;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rule files: stored here, and in force or refused where they decide. A file of
 * which the rule job has not said anything in its stored version yet is pending.
 */
public final class RuleStatusRoutes implements Routes {
  private static final String SET = "rule-set/rules";

  private final ConfigStore store;
  private final Supplier<Map<String, Status>> statuses;

  /**
   * Answers from the files in {@code store} and from what was said of them, kind/name to status.
   */
  public RuleStatusRoutes(ConfigStore store, Supplier<Map<String, Status>> statuses) {
    this.store = store;
    this.statuses = statuses;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v2/rules/status", this::status);
  }

  private void status(Context context) {
    Map<String, Status> said = statuses.get();
    ObjectNode json = Json.object();
    Status set = said.get(SET);
    if (set == null) {
      json.putNull("in_force");
    } else {
      json.putObject("in_force")
          .put("version", set.getVersion())
          .put("rules", set.getRules())
          .put("since", Instant.ofEpochMilli(set.getTimeMs()).toString());
    }
    ArrayNode files = json.putArray("files");
    for (ConfigFile file : store.list(ConfigKind.RULES)) {
      files.add(file(file, said.get(ConfigKind.RULES.control() + "/" + file.name())));
    }
    context.contentType("application/json").result(Json.bytes(json));
  }

  private static ObjectNode file(ConfigFile file, @Nullable Status status) {
    ObjectNode json = Json.object().put("name", file.name()).put("version", file.version());
    json.put("version_in_force", status == null ? null : status.getVersionInForce());
    if (status == null || !status.getVersion().equals(file.version())) {
      return json.put("state", "pending").putNull("since").putNull("problem");
    }
    json.put("state", status.getState().name().toLowerCase(Locale.ROOT));
    json.put("since", Instant.ofEpochMilli(status.getTimeMs()).toString());
    json.put("problem", status.getDetail().isEmpty() ? null : status.getDetail());
    return json;
  }
}
