package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Paths as callers give them, made absolute. */
final class Paths {

  private Paths() {}

  /**
   * The path in an argument, made absolute and plain.
   *
   * @param name argument that holds the path
   * @param directory argument that holds the descriptor that a relative path starts from, null for
   *     the working directory
   * @return null when the argument is absent or empty, or where it starts from is unknown
   */
  static @Nullable String argument(Event event, String name, @Nullable String directory) {
    String path = event.textOf(SyscallFacts.ARGUMENT, name);
    if (path == null || path.isEmpty()) {
      return null;
    }
    String start = directory == null ? null : event.textOf(SyscallFacts.ARGUMENT, directory);
    if (path.charAt(0) == '/' || start == null) {
      return fromWorkingDirectory(event, path);
    }
    String base = base(event, start);
    return base == null ? null : plain(base + "/" + path);
  }

  /** A path made absolute from the working directory, and plain; null when that is not known. */
  static @Nullable String fromWorkingDirectory(Event event, String path) {
    if (path.startsWith("/")) {
      return plain(path);
    }
    String base = workingDirectory(event);
    return base == null ? null : plain(base + "/" + path);
  }

  /**
   * What a descriptor argument such as {@code AT_FDCWD} or {@code <d>/var/log} means as a
   * directory.
   */
  private static @Nullable String base(Event event, String descriptor) {
    if (descriptor.contains("AT_FDCWD") || descriptor.equals("-100")) {
      return workingDirectory(event);
    }
    int path = descriptor.indexOf('/');
    if (path < 0) {
      return null;
    }
    int end = descriptor.endsWith(")") ? descriptor.length() - 1 : descriptor.length();
    return descriptor.substring(path, end);
  }

  private static @Nullable String workingDirectory(Event event) {
    String directory = event.text(SyscallFacts.PROCESS_CWD);
    return directory == null || directory.isEmpty() ? null : directory;
  }

  /** The path without empty, {@code .} and {@code ..} parts; the same object where it has none. */
  static String plain(String path) {
    if (!path.contains("//")
        && !path.contains("/.")
        && (path.length() < 2 || !path.endsWith("/"))) {
      return path;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** The path with every row of slashes made one; the same object where it has none. */
  static String withoutDoubleSlashes(String path) {
    if (!path.contains("//")) {
      return path;
    }
    StringBuilder text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
        text.append(path.charAt(i));
      }
    }
    return text.toString();
  }

  /**
   * Everything before the last slash; the root where there is none or only the first. What ends in
   * a slash is left as it is.
   */
  static String directory(String path) {
    int slash = path.lastIndexOf('/');
    if (slash <= 0) {
      return "/";
    }
    return slash == path.length() - 1 ? path : path.substring(0, slash);
  }

  /** Everything after the last slash; what has none is called /, what ends in one left as it is. */
  static String fileName(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return "/";
    }
    return slash == path.length() - 1 ? path : path.substring(slash + 1);
  }
}
