package io.gyr.api.events;

import java.util.List;

/**
 * One condition of a scope: {@code container.name = "web"}. The keys {@value #NAME}, {@value
 * #SOURCE} and {@value #TAG} mean the event's own name, source and tags; all others are labels.
 *
 * @param key label, or one of the three
 * @param operator how to compare
 * @param values at least one; several only for in and not in
 */
public record ScopeCondition(String key, ScopeOperator operator, List<String> values) {
  static final String NAME = "event.name";
  static final String SOURCE = "event.source";
  static final String TAG = "event.tag";

  /** Copies the values. */
  public ScopeCondition {
    values = List.copyOf(values);
  }

  /** Whether it holds for {@code event}. */
  boolean matches(FeedEvent event) {
    boolean found =
        actual(event).stream()
            .anyMatch(have -> values.stream().anyMatch(want -> operator.compares(have, want)));
    return found != operator.negative();
  }

  private List<String> actual(FeedEvent event) {
    return switch (key) {
      case NAME -> List.of(event.name());
      case SOURCE -> List.of(event.source());
      case TAG -> event.tags();
      default -> {
        String value = event.labels().get(key);
        yield value == null ? List.of() : List.of(value);
      }
    };
  }
}
