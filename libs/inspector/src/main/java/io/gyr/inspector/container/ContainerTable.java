package io.gyr.inspector.container;

import io.gyr.inspector.LongTable;
import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.proc.ProcSource;
import org.jspecify.annotations.Nullable;

/**
 * Containers by the id of their control group. The kernel tells the path of a cgroup with the first
 * event in it; {@code /proc} is asked only if that event was lost. Not thread-safe.
 */
public final class ContainerTable {
  private static final int CAPACITY = 16_384;
  private static final String HOST = "";

  private final ProcSource proc;
  private final LongTable<String> ids = new LongTable<>(CAPACITY);

  /** An empty table. */
  public ContainerTable(ProcSource proc) {
    this.proc = proc;
  }

  /** Learns from an event, if it tells the path of its cgroup. */
  public void learn(RawEvent raw) {
    if (raw.field(EventLayout.FIELD_CGROUP, 0) >= 0) {
      String path = raw.path(EventLayout.FIELD_CGROUP);
      if (path != null) {
        ids.put(raw.cgroup(), orHost(ContainerIds.of(path)));
      }
    }
  }

  /** Id of the container in which an event happened; null on the host or if unknown. */
  public @Nullable String of(RawEvent raw) {
    String id = ids.get(raw.cgroup());
    if (id == null) {
      String path = proc.cgroup(raw.pid());
      if (path == null) {
        return null;
      }
      id = orHost(ContainerIds.of(path));
      ids.put(raw.cgroup(), id);
    }
    return id.isEmpty() ? null : id;
  }

  /** Cgroups that were forgotten for want of room. */
  public long evictions() {
    return ids.evictions();
  }

  private static String orHost(@Nullable String id) {
    return id == null ? HOST : id;
  }
}
