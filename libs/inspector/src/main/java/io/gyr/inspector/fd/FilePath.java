package io.gyr.inspector.fd;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as text, without asking any file system: symbolic links stay what they are called. */
public final class FilePath {
  private FilePath() {}

  /**
   * The absolute, normalised path.
   *
   * @param base directory that a relative path starts from; empty if unknown
   * @param path as a caller gave it
   * @return empty for an empty path; the path as it is if it is relative to an unknown base
   */
  public static String resolve(String base, String path) {
    if (path.isEmpty()) {
      return "";
    }
    if (path.charAt(0) == '/') {
      return normalize(path);
    }
    if (base.isEmpty()) {
      return path;
    }
    return normalize(base.endsWith("/") ? base + path : base + "/" + path);
  }

  private static String normalize(String path) {
    boolean clean =
        !path.contains("//") && !path.contains("/.") && (path.length() == 1 || !path.endsWith("/"));
    if (clean) {
      return path;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }
}
