package io.gyr.capture;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths put together as libsinsp does, by their text alone. */
final class Paths {
  private static final int LONGEST = 1024;

  private Paths() {}

  /**
   * A path seen from a directory.
   *
   * @param directory ends with a slash, or is empty
   * @return without empty, {@code .} and {@code ..} parts and without a slash at its end
   */
  static String concatenate(String directory, String path) {
    if (directory.length() + path.length() >= LONGEST) {
      return "/PATH_TOO_LONG";
    }
    boolean absolute = path.isEmpty() || path.charAt(0) == '/';
    if (absolute && isPlain(path)) {
      return path;
    }
    if (!absolute && isPlainName(path) && directory.endsWith("/")) {
      return directory + path;
    }
    return normalize(absolute ? path : directory + path);
  }

  private static boolean isPlain(String path) {
    int length = path.length();
    for (int i = 0; i < length; i++) {
      if (path.charAt(i) == '/') {
        char next = i + 1 < length ? path.charAt(i + 1) : 0;
        if (next == '/' || next == '.' || next == 0 && length > 1) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPlainName(String path) {
    return path.charAt(0) != '.' && isPlain(path);
  }

  private static String normalize(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String joined = String.join("/", parts);
    return path.startsWith("/") ? "/" + joined : joined;
  }
}
