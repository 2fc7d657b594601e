package io.gyr.api.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Writes an {@link EventFilter} as a bool query of OpenSearch over the event documents. */
final class EventClauses {
  private EventClauses() {}

  static ObjectNode query(EventFilter filter) {
    ObjectNode query = Json.object();
    ObjectNode bool = query.putObject("bool");
    ArrayNode must = bool.putArray("filter");
    ArrayNode mustNot = bool.putArray("must_not");
    must.addObject()
        .putObject("range")
        .putObject("time_ns")
        .put("gte", TimeUnit.MILLISECONDS.toNanos(filter.fromMs()))
        .put("lt", TimeUnit.MILLISECONDS.toNanos(filter.toMs()));
    if (filter.aggregatedInto() == null) {
      mustNot.addObject().putObject("exists").put("field", "aggregated_into");
    } else {
      must.addObject().putObject("term").put("aggregated_into", filter.aggregatedInto());
    }
    severities(must, filter);
    terms(must, "kind", filter.types());
    terms(must, "status", filter.statuses());
    if (filter.text() != null) {
      must.addObject()
          .putObject("match_bool_prefix")
          .putObject("text")
          .put("query", filter.text())
          .put("operator", "and");
    }
    for (ScopeCondition condition : filter.scope()) {
      scope(condition.operator().negative() ? mustNot : must, condition);
    }
    return query;
  }

  /** Adds the condition on severity, if there is one. */
  static void severities(ArrayNode must, EventFilter filter) {
    if (!filter.severities().isEmpty()) {
      ArrayNode values = must.addObject().putObject("terms").putArray("severity");
      filter.severities().stream().sorted().forEach(values::add);
    }
  }

  private static void terms(ArrayNode must, String field, Collection<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = must.addObject().putObject("terms").putArray(field);
      values.stream().sorted().forEach(array::add);
    }
  }

  /** Labels are indexed as pairs key=value, so that a condition on one is a condition on a pair. */
  private static void scope(ArrayNode clauses, ScopeCondition condition) {
    String field =
        switch (condition.key()) {
          case ScopeCondition.NAME -> "name.keyword";
          case ScopeCondition.SOURCE -> "source";
          case ScopeCondition.TAG -> "tags";
          default -> "label_pairs";
        };
    String prefix = field.equals("label_pairs") ? condition.key() + "=" : "";
    switch (condition.operator()) {
      case EQUALS, NOT_EQUALS, IN, NOT_IN ->
          terms(clauses, field, condition.values().stream().map(v -> prefix + v).toList());
      case STARTS_WITH ->
          clauses
              .addObject()
              .putObject("prefix")
              .putObject(field)
              .put("value", prefix + condition.values().get(0));
      case CONTAINS, NOT_CONTAINS ->
          clauses
              .addObject()
              .putObject("wildcard")
              .putObject(field)
              .put("value", escape(prefix) + "*" + escape(condition.values().get(0)) + "*");
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }
}
