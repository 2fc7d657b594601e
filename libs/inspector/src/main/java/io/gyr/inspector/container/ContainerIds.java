package io.gyr.inspector.container;

import org.jspecify.annotations.Nullable;

/**
 * Finds the id of a container in the path of its control group. The runtimes name the leaf after
 * it: {@code /docker/ID}, {@code docker-ID.scope}, {@code cri-containerd-ID.scope}, {@code
 * crio-ID.scope}, {@code libpod-ID.scope}, {@code kubepods/.../podUID/ID}, {@code
 * ...slice:cri-containerd:ID}.
 */
public final class ContainerIds {
  private static final int LENGTH = 64;

  private ContainerIds() {}

  /**
   * The id of the innermost container.
   *
   * @param cgroup path of a control group
   * @return 64 lower-case hexadecimal digits; null if it is no container's
   */
  public static @Nullable String of(String cgroup) {
    int end = cgroup.length();
    while (end > 0) {
      int start = cgroup.lastIndexOf('/', end - 1) + 1;
      String id = ofName(cgroup, start, end);
      if (id != null) {
        return id;
      }
      end = start - 1;
    }
    return null;
  }

  private static @Nullable String ofName(String path, int start, int fullEnd) {
    int end = path.startsWith(".scope", fullEnd - 6) ? fullEnd - 6 : fullEnd;
    int first = end - LENGTH;
    if (first < start || !isHex(path, first, end)) {
      return null;
    }
    if (first == start) {
      return path.substring(first, end);
    }
    char before = path.charAt(first - 1);
    // conmon watches a container from outside, in a cgroup of a similar name.
    boolean watcher = path.substring(start, first).contains("conmon");
    return (before == '-' || before == ':') && !watcher ? path.substring(first, end) : null;
  }

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
