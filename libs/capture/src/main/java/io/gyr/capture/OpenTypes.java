package io.gyr.capture;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types of the descriptors that a process has open: each once, and by number. */
final class OpenTypes {
  private OpenTypes() {}

  static int count(@Nullable FdMap fds) {
    return types(fds).size();
  }

  static @Nullable String at(@Nullable FdMap fds, int index) {
    return types(fds).stream().skip(index).findFirst().orElse(null);
  }

  static @Nullable String of(@Nullable FdMap fds, String number) {
    try {
      Fd fd = fds == null ? null : fds.get(Long.parseLong(number));
      return fd == null ? null : fd.typeText();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Set<String> types(@Nullable FdMap fds) {
    Set<String> types = new LinkedHashSet<>();
    if (fds != null) {
      fds.all().forEach(fd -> types.add(fd.typeText()));
    }
    return types;
  }
}
