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
 * {@code fs.path.*}: the paths that a call works on, absolute. A call on one path has a name; a
 * call that brings one path to another (rename, link, symlink) has a source and a target, and its
 * name is the one that it makes.
 */
final class PathFields {

  /** An argument with a path, and the one with the directory that it is relative to. */
  private record PathArgument(String name, @Nullable String directory) {}

  private static final @Nullable PathArgument[] NAMES = new PathArgument[EventTypes.count()];
  private static final @Nullable PathArgument[] SOURCES = new PathArgument[EventTypes.count()];
  private static final @Nullable PathArgument[] TARGETS = new PathArgument[EventTypes.count()];

  /** Names that the same argument had in other versions of Falco. */
  private static final Map<String, String> OLDER_NAMES = new HashMap<>();

  static {
    for (String type : new String[] {"open", "creat"}) {
      put(NAMES, type, "name", null);
    }
    put(NAMES, "openat", "name", "dirfd");
    put(NAMES, "openat2", "name", "dirfd");
    for (String type : new String[] {"unlink", "rmdir", "mkdir", "chdir", "chown", "lchown"}) {
      put(NAMES, type, "path", null);
    }
    put(NAMES, "mkdirat", "path", "dirfd");
    put(NAMES, "unlinkat", "name", "dirfd");
    put(NAMES, "chmod", "filename", null);
    put(NAMES, "fchmodat", "filename", "dirfd");
    put(NAMES, "fchownat", "pathname", "dirfd");
    put(NAMES, "truncate", "path", null);
    put(NAMES, "mount", "dir", null);
    put(NAMES, "umount", "name", null);
    put(NAMES, "umount2", "name", null);
    pair("rename", "oldpath", null, "newpath", null);
    pair("renameat", "oldpath", "olddirfd", "newpath", "newdirfd");
    pair("renameat2", "oldpath", "olddirfd", "newpath", "newdirfd");
    pair("link", "oldpath", null, "newpath", null);
    pair("linkat", "oldpath", "olddir", "newpath", "newdir");
    // What a symbolic link points to is the source; the link is what the call makes.
    pair("symlink", "target", null, "linkpath", null);
    pair("symlinkat", "target", null, "linkpath", "linkdirfd");
    OLDER_NAMES.put("path", "name");
    OLDER_NAMES.put("name", "path");
    OLDER_NAMES.put("filename", "path");
    OLDER_NAMES.put("olddir", "olddirfd");
    OLDER_NAMES.put("newdir", "newdirfd");
  }

  private PathFields() {}

  static void addTo(FieldList list) {
    list.text("fs.path.name", PathFields::name, "Path that the call works on or makes.")
        .text("fs.path.source", in(SOURCES), "Path that a rename or link starts from.")
        .text("fs.path.target", in(TARGETS), "Path that a rename or link makes.");
  }

  private static @Nullable String name(Event event) {
    PathArgument argument = NAMES[event.type()];
    if (argument == null) {
      return null;
    }
    if (argument.name().equals("name")) {
      // The agent followed the path that was opened: better than what we could put together.
      String opened = FdFields.name(event);
      if (opened != null) {
        return opened;
      }
    }
    return path(event, argument);
  }

  private static TextGetter in(@Nullable PathArgument[] table) {
    return event -> {
      PathArgument argument = table[event.type()];
      return argument == null ? null : path(event, argument);
    };
  }

  private static @Nullable String path(Event event, PathArgument argument) {
    String name = present(event, argument.name());
    String directory = argument.directory();
    return Paths.argument(event, name, directory == null ? null : present(event, directory));
  }

  private static String present(Event event, String name) {
    if (event.textOf(SyscallFacts.ARGUMENT, name) != null) {
      return name;
    }
    return OLDER_NAMES.getOrDefault(name, name);
  }

  private static void pair(
      String type,
      String from,
      @Nullable String fromDirectory,
      String to,
      @Nullable String toDirectory) {
    put(SOURCES, type, from, fromDirectory);
    put(TARGETS, type, to, toDirectory);
    put(NAMES, type, to, toDirectory);
  }

  private static void put(
      @Nullable PathArgument[] table, String type, String name, @Nullable String directory) {
    table[EventTypes.idOf(type)] = new PathArgument(name, directory);
  }
}
