package io.gyr.rules.sequence;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest events towards a step that takes several: as many as the step asks for, oldest first;
 * of those with the same distinct value the newest only. For one thread.
 */
final class Collected {

  private final Map<Object, Held> events = new LinkedHashMap<>();

  /** Adds an event; returns those that fill the step, this one last, or null while too few. */
  Held @Nullable [] add(Held event, Step step) {
    Object value = step.distinct() < 0 ? null : event.values()[step.distinct()];
    Object id = value == null ? (Object) event.order() : value;
    events.remove(id);
    events.put(id, event);
    if (events.size() > step.count()) {
      Iterator<Held> oldest = events.values().iterator();
      oldest.next();
      oldest.remove();
    }
    return events.size() == step.count() ? events.values().toArray(new Held[0]) : null;
  }

  /** Puts an event back under the value that it was added with. For reading a checkpoint. */
  void restore(Object id, Held event) {
    events.put(id, event);
  }

  /** Forgets what is older than a time. */
  void expire(long beforeNs) {
    events.values().removeIf(event -> event.timeNs() < beforeNs);
  }

  void clear() {
    events.clear();
  }

  int size() {
    return events.size();
  }

  Collection<Held> events() {
    return events.values();
  }

  /** What tells one event from another, by event. */
  Map<Object, Held> byId() {
    return events;
  }
}
