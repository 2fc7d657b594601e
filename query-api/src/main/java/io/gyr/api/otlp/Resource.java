package io.gyr.api.otlp;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the metrics of a resource have in common: {@code service.namespace}/{@code service.name} is
 * their job, {@code service.instance.id} their instance; the rest goes into {@code target_info}.
 */
final class Resource {
  private static final String NAME = "service.name";
  private static final String NAMESPACE = "service.namespace";
  private static final String INSTANCE = "service.instance.id";

  private final SortedMap<String, String> identity = new TreeMap<>();
  private final SortedMap<String, String> others;

  Resource(SortedMap<String, String> attributes) {
    others = new TreeMap<>(attributes);
    String name = others.remove(NAME);
    String namespace = others.remove(NAMESPACE);
    String instance = others.remove(INSTANCE);
    if (name != null) {
      identity.put("job", namespace == null || namespace.isEmpty() ? name : namespace + "/" + name);
    }
    if (instance != null) {
      identity.put("instance", instance);
    }
  }

  /** Labels job and instance, as far as they are known. */
  Map<String, String> identity() {
    return identity;
  }

  /**
   * Attributes that only {@code target_info} has; without them, or without a job, it has no use.
   */
  SortedMap<String, String> info() {
    return identity.isEmpty() ? new TreeMap<>() : others;
  }
}
