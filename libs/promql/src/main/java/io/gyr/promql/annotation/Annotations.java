package io.gyr.promql.annotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The annotations of one answer, each message once. Not thread-safe. */
public final class Annotations {
  private final Map<String, Annotation> byMessage = new LinkedHashMap<>();

  /** Adds one, unless its message is there already. */
  public void add(Annotation annotation) {
    byMessage.putIfAbsent(annotation.message(), annotation);
  }

  /** All, in the order in which they came. */
  public List<Annotation> all() {
    return List.copyOf(byMessage.values());
  }

  /** All, in the order in which they came; then there are none. */
  public List<Annotation> takeAll() {
    if (byMessage.isEmpty()) {
      return List.of();
    }
    List<Annotation> all = all();
    byMessage.clear();
    return all;
  }
}
