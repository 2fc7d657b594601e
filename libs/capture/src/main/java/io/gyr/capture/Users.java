package io.gyr.capture;

import java.util.HashMap;
import java.util.Map;

/** Users and groups of the host and of containers. Not thread-safe. */
final class Users {
  private static final String NOT_KNOWN = "<NA>";
  private static final int MOST = 1 << 18;
  private static final User ROOT = new User("root", "/root", NOT_KNOWN);
  private static final User UNKNOWN = new User(NOT_KNOWN, NOT_KNOWN, NOT_KNOWN);

  /** What is known of a user. */
  record User(String name, String home, String shell) {}

  private record Key(String container, long id) {}

  private final Map<Key, User> users = new HashMap<>();
  private final Map<Key, String> groups = new HashMap<>();

  void clear() {
    users.clear();
    groups.clear();
  }

  void addUser(String container, long uid, User user) {
    if (users.size() < MOST) {
      users.put(new Key(container, uid), user);
    }
  }

  void removeUser(String container, long uid) {
    users.remove(new Key(container, uid));
  }

  void addGroup(String container, long gid, String name) {
    if (groups.size() < MOST) {
      groups.put(new Key(container, gid), name);
    }
  }

  void removeGroup(String container, long gid) {
    groups.remove(new Key(container, gid));
  }

  /** What is known of a user; without an entry, root has a name and others have none. */
  User user(String container, long uid) {
    User user = users.get(new Key(container, uid));
    return user != null ? user : uid == 0 ? ROOT : UNKNOWN;
  }

  /** Name of a group, as {@link #user}. */
  String group(String container, long gid) {
    String name = groups.get(new Key(container, gid));
    return name != null ? name : gid == 0 ? "root" : NOT_KNOWN;
  }
}
