package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.gyr.api.prometheus.rules.Alert;
import io.gyr.api.prometheus.rules.GroupStatus;
import io.gyr.promql.text.Quoted;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Groups of rules and their alerts. */
final class RuleRoutes {
  private final Supplier<List<GroupStatus>> groups;

  RuleRoutes(Supplier<List<GroupStatus>> groups) {
    this.groups = groups;
  }

  /** {@code rules}. */
  Reply rules(Context context, Arguments arguments) {
    RuleFilter filter = RuleFilter.of(arguments);
    int limit = groupLimit(arguments);
    String from = arguments.text("group_next_token");
    if (!from.isEmpty() && limit == 0) {
      throw Problem.parameter(
          "group_next_token",
          "group_limit needs to be present in order to paginate over the groups");
    }
    List<GroupStatus> page = new ArrayList<>();
    boolean found = from.isEmpty();
    String next = "";
    for (GroupStatus group : groups.get()) {
      found |= from.equals(token(group));
      GroupStatus filtered = filter.of(group);
      if (!found || filtered.rules().isEmpty()) {
        continue;
      }
      if (limit > 0 && page.size() == limit) {
        next = token(group);
        break;
      }
      page.add(filtered);
    }
    if (!found) {
      throw Problem.parameter(
          "group_next_token", "invalid group_next_token '" + from + "'. were rule groups changed?");
    }
    String token = next;
    return Reply.of(out -> RuleJson.groups(out, page, filter.alerts(), token));
  }

  /** {@code alerts}: those that are pending or firing. */
  Reply alerts(Context context, Arguments arguments) {
    List<Alert> alerts = new ArrayList<>();
    groups.get().forEach(group -> group.rules().forEach(rule -> alerts.addAll(rule.alerts())));
    return Reply.of(
        (JsonOutput out) -> {
          out.raw("{\"alerts\":");
          RuleJson.alerts(out, alerts);
          out.raw("}");
        });
  }

  /** Most groups of a page, 0 if all are asked for. */
  private static int groupLimit(Arguments arguments) {
    String text = arguments.text("group_limit");
    if (text.isEmpty()) {
      return 0;
    }
    int limit;
    try {
      limit = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Problem.parameter(
          "group_limit",
          "group_limit needs to be a valid number: strconv.ParseInt: parsing "
              + Quoted.of(text)
              + ": invalid syntax");
    }
    if (limit <= 0) {
      throw Problem.parameter("group_limit", "group_limit needs to be greater than 0");
    }
    return limit;
  }

  /** Names the group with which a page begins. */
  private static String token(GroupStatus group) {
    try {
      byte[] name = (group.file() + ";" + group.name()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
