package io.gyr.capture;

import io.gyr.inspector.container.ContainerIds;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The control groups of a thread, and the container that they are of. Immutable. */
final class Cgroups {
  /** A thread in no control group that is known. */
  static final Cgroups NONE = new Cgroups(new byte[0], Texts.NONE, "");

  private static final int SHORT_ID = 12;

  private final byte[] bytes;
  private final String[] texts;
  private final String container;

  private Cgroups(byte[] bytes, String[] texts, String container) {
    this.bytes = bytes;
    this.texts = texts;
    this.container = container;
  }

  /** The groups in a parameter; what was known before if they are the same. */
  static Cgroups of(byte[] from, int start, int length, Cgroups before) {
    if (Arrays.equals(from, start, start + length, before.bytes, 0, before.bytes.length)) {
      return before;
    }
    String[] texts = Texts.split(from, start, length);
    String container = "";
    for (int i = 0; i < texts.length; i++) {
      int equals = texts[i].indexOf('=');
      if (equals < 0) {
        return NONE;
      }
      String path = texts[i].substring(equals + 1);
      texts[i] = subsystem(texts[i].substring(0, equals)) + "=" + path;
      String id = ContainerIds.of(path);
      if (container.isEmpty() && id != null) {
        container = shortened(id);
      }
    }
    return new Cgroups(Arrays.copyOfRange(from, start, start + length), texts, container);
  }

  /** An id as Falco shows it. */
  static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }

  private static String subsystem(String name) {
    String plain = name.replace("_cgroup", "");
    return switch (plain) {
      case "perf" -> "perf_event";
      case "mem" -> "memory";
      case "io" -> "blkio";
      default -> plain;
    };
  }

  /** Each {@code subsystem=path}. */
  String[] texts() {
    return texts;
  }

  /** The first twelve digits of the id of the container; null on the host. */
  @Nullable String container() {
    return container.isEmpty() ? null : container;
  }

  /** As {@link #container}, empty on the host. */
  String containerOrEmpty() {
    return container;
  }
}
