package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.match.Glob;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code container.mount*}: what is mounted in the container. The brackets take a number, or a glob
 * for the source (for {@code container.mount.source}, the destination) of which the first that fits
 * is meant.
 *
 * <p>Of a container that nothing is known of but its id, one mount is the empty text, which is
 * there and unequal to all that a rule may compare with, as in Falco (its container plugin,
 * extract.cpp).
 */
final class MountFields {

  private static final String[] PARTS = {"source", "dest", "mode", "rdwr", "propagation"};

  private MountFields() {}

  static void addTo(FieldList list) {
    list.built(
            "container.mounts",
            MountFields::all,
            "All mounts: source:dest:mode:rdwr:propagation, commas between.")
        .keyed("container.mount", key -> mount(key, 0, -1), "One mount, whole.");
    for (int part = 0; part < PARTS.length; part++) {
      int shown = part;
      int searched = part == 0 ? 1 : 0;
      list.keyed(
          "container.mount." + PARTS[part],
          key -> mount(key, searched, shown),
          "One mount's " + PARTS[part] + ".");
    }
  }

  private static @Nullable String all(Event event) {
    int count = event.count(SyscallFacts.CONTAINER_MOUNT);
    if (count == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append(event.textAt(SyscallFacts.CONTAINER_MOUNT, i));
    }
    return text.toString();
  }

  /**
   * Finds a mount and shows a part of it.
   *
   * @param key number, or glob
   * @param searched number of the part that the glob is for
   * @param shown number of the part to show, -1 for all
   */
  private static TextGetter mount(String key, int searched, int shown) {
    if (key.matches("[0-9]{1,4}")) {
      int index = Integer.parseInt(key);
      return event -> shown(event, event.textAt(SyscallFacts.CONTAINER_MOUNT, index), shown);
    }
    Glob glob = new Glob(key, false);
    return event -> shown(event, first(event, mount -> glob.matches(part(mount, searched))), shown);
  }

  private static @Nullable String shown(Event event, @Nullable String mount, int part) {
    if (mount == null) {
      return isUnknown(event) ? "" : null;
    }
    return part < 0 ? mount : part(mount, part);
  }

  private static @Nullable String first(Event event, Predicate<String> wanted) {
    int count = event.count(SyscallFacts.CONTAINER_MOUNT);
    for (int i = 0; i < count; i++) {
      String mount = event.textAt(SyscallFacts.CONTAINER_MOUNT, i);
      if (mount != null && wanted.test(mount)) {
        return mount;
      }
    }
    return null;
  }

  private static boolean isUnknown(Event event) {
    return !ContainerFields.onHost(event)
        && event.count(SyscallFacts.CONTAINER_MOUNT) == 0
        && event.textOf(SyscallFacts.LABEL, "container.name") == null;
  }

  private static String part(String mount, int number) {
    int start = 0;
    for (int i = 0; i < number; i++) {
      start = mount.indexOf(':', start) + 1;
    }
    int end = mount.indexOf(':', start);
    return mount.substring(start, end < 0 ? mount.length() : end);
  }
}
