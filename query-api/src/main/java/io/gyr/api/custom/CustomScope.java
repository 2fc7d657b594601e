package io.gyr.api.custom;

import io.gyr.api.events.ScopeCondition;
import io.gyr.api.events.ScopeOperator;
import io.gyr.api.events.ScopeParser;
import io.gyr.api.http.ApiError;
import java.util.Map;
import java.util.TreeMap;

/** The scope of a custom event says what it is about: only equalities make sense there. */
final class CustomScope {
  private CustomScope() {}

  /**
   * The labels that {@code scope} states.
   *
   * @throws ApiError 400 if it is no scope or states something else than equalities
   */
  static Map<String, String> labels(String scope) {
    Map<String, String> labels = new TreeMap<>();
    for (ScopeCondition condition : ScopeParser.parse(scope)) {
      if (condition.operator() != ScopeOperator.EQUALS) {
        throw ApiError.badRequest(
            "event.scope compares " + condition.key() + " with something else than =",
            "Say what the event is about: host.name = 'ci' and container.name = 'web'");
      }
      labels.put(condition.key(), condition.values().get(0));
    }
    return labels;
  }
}
