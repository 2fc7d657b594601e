package io.gyr.api.events;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the feed are asked for. Conditions combine with AND, the values within one with
 * OR; an empty one lets everything through.
 *
 * @param fromMs earliest time, milliseconds UTC since 1970, inclusive
 * @param toMs latest time, same unit, exclusive
 * @param severities syslog severities
 * @param types alert, infrastructure, security, custom
 * @param statuses triggered, resolved
 * @param text words that all occur in name, description or label values; the last may be a
 *     beginning; null for no such condition
 * @param scope conditions on labels and on name, source and tag
 * @param aggregatedInto id of the summary of a flood, for the matches that it counts; null for all
 *     events but those
 */
public record EventFilter(
    long fromMs,
    long toMs,
    Set<Integer> severities,
    Set<String> types,
    Set<String> statuses,
    @Nullable String text,
    List<ScopeCondition> scope,
    @Nullable String aggregatedInto) {

  /** Events that stand for themselves. */
  public EventFilter(
      long fromMs,
      long toMs,
      Set<Integer> severities,
      Set<String> types,
      Set<String> statuses,
      @Nullable String text,
      List<ScopeCondition> scope) {
    this(fromMs, toMs, severities, types, statuses, text, scope, null);
  }

  /** Copies the collections. */
  public EventFilter {
    severities = Set.copyOf(severities);
    types = Set.copyOf(types);
    statuses = Set.copyOf(statuses);
    scope = List.copyOf(scope);
  }

  /** The same without the condition on severity. */
  public EventFilter anySeverity() {
    return new EventFilter(fromMs, toMs, Set.of(), types, statuses, text, scope, aggregatedInto);
  }

  /** The same over another time. */
  public EventFilter between(long newFromMs, long newToMs) {
    return new EventFilter(
        newFromMs, newToMs, severities, types, statuses, text, scope, aggregatedInto);
  }

  /** Whether {@code event} is asked for, whatever its time is. */
  public boolean matchesIgnoringTime(FeedEvent event) {
    return (severities.isEmpty() || severities.contains(event.severity()))
        && (types.isEmpty() || types.contains(event.type()))
        && (statuses.isEmpty() || statuses.contains(event.status()))
        && (text == null || TextSearch.matches(text, event))
        && Objects.equals(aggregatedInto, event.aggregatedInto())
        && scope.stream().allMatch(condition -> condition.matches(event));
  }
}
