package io.gyr.inspector.user;

import io.gyr.inspector.LongTable;
import io.gyr.inspector.proc.ProcSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of users and groups. A process knows those of its own {@code /etc/passwd}, so there is one
 * set per mount namespace, read again every minute. Not thread-safe.
 */
public final class UserTable {
  private static final int CAPACITY = 4_096;
  private static final long LIFETIME_NS = 60_000_000_000L;
  private static final long HOST = -1;

  /** What an ending process may have: it has left its namespaces. */
  private static final long NONE = 0;

  private static final int FIRST_PROCESS = 1;

  private final ProcSource proc;
  private final LongTable<NameSet> sets = new LongTable<>(CAPACITY);

  /** An empty table. */
  public UserTable(ProcSource proc) {
    this.proc = proc;
  }

  /**
   * Reads the names of every mount namespace that runs now: the first process that acts in one may
   * be gone before it can be asked.
   *
   * @param now as for {@link #user}
   */
  public void seed(long now) {
    for (int pid : proc.pids()) {
      long mountNamespace = proc.mountNamespace(pid);
      if (mountNamespace != NONE && sets.get(mountNamespace) == null) {
        set(pid, mountNamespace, now);
      }
    }
  }

  /**
   * Name of a user.
   *
   * @param pid a process of the mount namespace, to read from
   * @param mountNamespace inode number
   * @param now nanoseconds of any clock that only advances
   * @return null if there is none
   */
  public @Nullable String user(int pid, long mountNamespace, long uid, long now) {
    return set(pid, mountNamespace, now).users.get(uid);
  }

  /** Name of a group; as {@link #user}. */
  public @Nullable String group(int pid, long mountNamespace, long gid, long now) {
    return set(pid, mountNamespace, now).groups.get(gid);
  }

  /** Name of the user who logged in to the host; null if unset or unknown. */
  public @Nullable String login(long loginUid, long now) {
    return loginUid < 0 ? null : set(FIRST_PROCESS, HOST, now).users.get(loginUid);
  }

  /** Mount namespaces that were forgotten for want of room. */
  public long evictions() {
    return sets.evictions();
  }

  private NameSet set(int pid, long mountNamespace, long now) {
    if (mountNamespace == NONE) {
      return NameSet.EMPTY;
    }
    NameSet known = sets.get(mountNamespace);
    if (known != null && now - known.readAt < LIFETIME_NS) {
      return known;
    }
    Map<Long, String> users = proc.users(pid);
    if (users == null) {
      // The process is gone: what was known before is the best there is.
      return known == null ? NameSet.EMPTY : known;
    }
    Map<Long, String> groups = proc.groups(pid);
    NameSet read = new NameSet(users, groups == null ? Map.of() : groups, now);
    sets.put(mountNamespace, read);
    return read;
  }

  private record NameSet(Map<Long, String> users, Map<Long, String> groups, long readAt) {
    static final NameSet EMPTY = new NameSet(Map.of(), Map.of(), 0);
  }
}
