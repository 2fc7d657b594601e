package io.gyr.inspector.proc;

import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tables ask when an event does not tell. Events from a file have nobody to ask ({@link
 * #NONE}); those of a running kernel have {@link LiveProc}. Everything may be gone by the time that
 * it is asked for, so every answer may be "unknown", and none is an error.
 */
public interface ProcSource {
  /** Knows nothing. */
  ProcSource NONE = new ProcSource() {};

  /** Ids of all processes. */
  default List<Integer> pids() {
    return List.of();
  }

  /** A process; null if unknown. */
  default @Nullable ProcessSnapshot process(int pid) {
    return null;
  }

  /** Fills a table with the descriptors of a process. */
  default void descriptors(int pid, FdTable into) {}

  /** One descriptor of a process; null if unknown. */
  default @Nullable Descriptor descriptor(int pid, long number) {
    return null;
  }

  /** Path of the control group of a process; null if unknown. */
  default @Nullable String cgroup(int pid) {
    return null;
  }

  /** Inode number of a process's mount namespace; 0 if unknown. */
  default long mountNamespace(int pid) {
    return 0;
  }

  /** Names of users by id, as the process would find them; null if unknown. */
  default @Nullable Map<Long, String> users(int pid) {
    return null;
  }

  /** Names of groups by id, as the process would find them; null if unknown. */
  default @Nullable Map<Long, String> groups(int pid) {
    return null;
  }
}
