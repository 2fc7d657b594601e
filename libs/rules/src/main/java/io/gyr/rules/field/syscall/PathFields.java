package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.TextGetter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code fs.path.*}: the paths that a successful call works on. A call on one path has a name; a
 * call on two has a source and a target instead.
 *
 * <p>What is a source, and that relative paths start from the working directory whatever directory
 * the call names, is as in Falco (libsinsp, sinsp_filtercheck_fspath.cpp), oddities included: the
 * source of a link is what the call makes, the target what it points to; of a rename the source is
 * the old path, the target the new one.
 */
final class PathFields {

  /** An argument of the event table that stands for the descriptor's name. */
  private static final String DESCRIPTOR = "";

  private static final @Nullable String[] NAMES = new String[EventTypes.count()];
  private static final @Nullable String[] SOURCES = new String[EventTypes.count()];
  private static final @Nullable String[] TARGETS = new String[EventTypes.count()];

  /** Names that the same argument has in our own agent's records. */
  private static final Map<String, String> OTHER_NAMES =
      new HashMap<>(Map.of("path", "name", "name", "path", "filename", "path"));

  static {
    put(NAMES, "name", "open openat openat2 unlinkat umount umount2");
    put(NAMES, "path", "mkdir mkdirat rmdir unlink chown lchown");
    put(NAMES, "filename", "chmod fchmodat");
    put(NAMES, "pathname", "fchownat");
    put(NAMES, "special", "quotactl");
    put(NAMES, DESCRIPTOR, "fchmod fchown");
    put(SOURCES, "oldpath", "rename renameat renameat2");
    put(TARGETS, "newpath", "rename renameat renameat2");
    put(SOURCES, "newpath", "link linkat");
    put(TARGETS, "oldpath", "link linkat");
    put(SOURCES, "linkpath", "symlink symlinkat");
    put(TARGETS, "target", "symlink symlinkat");
    put(SOURCES, "dev", "mount");
    put(TARGETS, "dir", "mount");
  }

  private PathFields() {}

  static void addTo(FieldList list) {
    list.text("fs.path.name", absolute(NAMES), "Path that the call works on.")
        .text("fs.path.nameraw", raw(NAMES), "The same as the caller gave it.")
        .text("fs.path.source", absolute(SOURCES), "Path that a rename starts from, or a new link.")
        .text("fs.path.sourceraw", raw(SOURCES), "The same as the caller gave it.")
        .text("fs.path.target", absolute(TARGETS), "Path that a rename or a link leads to.")
        .text("fs.path.targetraw", raw(TARGETS), "The same as the caller gave it.");
  }

  private static TextGetter absolute(@Nullable String[] table) {
    return event -> {
      String path = path(event, table);
      return path == null ? null : Paths.fromWorkingDirectory(event, path);
    };
  }

  private static TextGetter raw(@Nullable String[] table) {
    return event -> path(event, table);
  }

  private static @Nullable String path(Event event, @Nullable String[] table) {
    String argument = table[event.type()];
    if (argument == null || !succeeded(event)) {
      return null;
    }
    if (argument.equals(DESCRIPTOR)) {
      return FdNames.name(event);
    }
    String path = ArgumentFields.plain(event, argument);
    String other = path == null ? OTHER_NAMES.get(argument) : null;
    return other == null ? path : ArgumentFields.plain(event, other);
  }

  /** Falco holds an open for failed only when it returned -1, which is EPERM. */
  private static boolean succeeded(Event event) {
    long result = event.number(SyscallFacts.EVENT_RESULT);
    return OpenFields.isOpen(event) ? result != -1 && result != Event.ABSENT : result == 0;
  }

  private static void put(@Nullable String[] table, String argument, String types) {
    EventClass.types(types).stream().forEach(type -> table[type] = argument);
  }
}
