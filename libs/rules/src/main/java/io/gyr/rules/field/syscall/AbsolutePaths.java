package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import org.jspecify.annotations.Nullable;

/** {@code evt.abspath*}: paths of the calls that take a directory beside them. */
final class AbsolutePaths {

  private AbsolutePaths() {}

  static @Nullable String source(Event event) {
    return switch (EventTypes.nameOf(event.type())) {
      case "renameat", "renameat2" -> Paths.argument(event, "oldpath", "olddirfd");
      case "linkat" -> Paths.argument(event, "oldpath", "olddir");
      default -> only(event);
    };
  }

  static @Nullable String destination(Event event) {
    return switch (EventTypes.nameOf(event.type())) {
      case "renameat", "renameat2" -> Paths.argument(event, "newpath", "newdirfd");
      case "linkat" -> Paths.argument(event, "newpath", "newdir");
      default -> only(event);
    };
  }

  private static @Nullable String only(Event event) {
    return switch (EventTypes.nameOf(event.type())) {
      case "symlinkat" -> Paths.argument(event, "linkpath", "linkdirfd");
      case "openat", "openat2", "unlinkat" -> Paths.argument(event, "name", "dirfd");
      case "mkdirat" -> Paths.argument(event, "path", "dirfd");
      case "fchmodat" -> Paths.argument(event, "filename", "dirfd");
      case "fchownat" -> Paths.argument(event, "pathname", "dirfd");
      case "open_by_handle_at" ->
          event.number(SyscallFacts.EVENT_RESULT) > 0 ? Paths.argument(event, "path", null) : null;
      default -> null;
    };
  }
}
