package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code container.*}: the container that it happened in. The id comes from the control groups and
 * is there for every container; the rest are labels, which are there when somebody asked the
 * runtime. On the host id and name are {@code host}.
 */
final class ContainerFields {

  private static final String HOST = "host";

  /** Falco shows the first 12 characters of a container's id. */
  private static final int SHORT_ID = 12;

  private ContainerFields() {}

  static void addTo(FieldList list) {
    list.text("container.id", ContainerFields::shortId, "Short id of the container, or host.")
        .text("container.full_id", ContainerFields::fullId, "Full id of the container, or host.")
        .text("container.name", ContainerFields::name, "Name of the container, or host.")
        .built("container.image", ContainerFields::image, "Image with its tag.")
        .built("container.image.repository", ContainerFields::repository, "Image without its tag.")
        .built("container.image.tag", ContainerFields::tag, "Tag of the image.")
        .text("container.image.digest", label("container.image.digest"), "Digest of the image.")
        .text("container.image.id", label("container.image.id"), "Id of the image.")
        .text("container.type", label("container.runtime"), "Runtime of the container.")
        .flag(
            "container.privileged",
            truth("container.privileged"),
            "Whether the container runs with all rights.")
        .flag(
            "container.host_pid",
            truth("container.host_pid"),
            "Whether the container is in the host's pid namespace.")
        .flag(
            "container.host_network",
            truth("container.host_network"),
            "Whether the container is in the host's network namespace.")
        .flag(
            "container.host_ipc",
            truth("container.host_ipc"),
            "Whether the container is in the host's IPC namespace.")
        .text("container.ip", label("container.ip"), "Address of the container.")
        .text("container.cni.json", label("container.cni.json"), "Result of its network plugin.")
        .keyed(
            "container.label", key -> label("container.label." + key), "A label of the container.")
        .text("container.labels", label("container.labels"), "All labels of the container.")
        .number(
            "container.start_ts",
            FieldType.UNSIGNED,
            ContainerFields::start,
            "When the container, in truth its pid namespace, began.")
        .number(
            "container.duration",
            FieldType.UNSIGNED,
            event -> ProcessFields.since(event, start(event)),
            "Nanoseconds since the container began.");
    probes(list);
  }

  private static void probes(FieldList list) {
    list.text("container.healthcheck", probe("healthcheck"), "Command of its health check.")
        .text("container.liveness_probe", probe("liveness_probe"), "Command of its liveness probe.")
        .text(
            "container.readiness_probe",
            probe("readiness_probe"),
            "Command of its readiness probe.")
        .flag(
            "proc.is_container_healthcheck",
            probing("healthcheck"),
            "Whether the process is a health check of its container's.")
        .flag(
            "proc.is_container_liveness_probe",
            probing("liveness_probe"),
            "Whether the process is a liveness probe of its container's.")
        .flag(
            "proc.is_container_readiness_probe",
            probing("readiness_probe"),
            "Whether the process is a readiness probe of its container's.");
  }

  static TextGetter label(String key) {
    return event -> labelOf(event, key);
  }

  static String shortened(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }

  static boolean onHost(Event event) {
    String id = event.text(SyscallFacts.CONTAINER_ID);
    return id == null || id.isEmpty();
  }

  private static NumberGetter truth(String key) {
    return event -> {
      String value = labelOf(event, key);
      return value == null ? Event.ABSENT : value.equals("true") ? 1 : 0;
    };
  }

  private static TextGetter probe(String kind) {
    return label("container." + kind);
  }

  private static NumberGetter probing(String kind) {
    return event -> kind.equals(event.text(SyscallFacts.PROCESS_PROBE)) ? 1 : 0;
  }

  private static long start(Event event) {
    return Facts.orAbsent(event, SyscallFacts.PID_NAMESPACE_START_NS);
  }

  private static String shortId(Event event) {
    String id = event.text(SyscallFacts.CONTAINER_ID);
    return id == null || id.isEmpty() ? HOST : shortened(id);
  }

  /** What the control groups gave is no full id where it has only the characters shown. */
  private static @Nullable String fullId(Event event) {
    String id = event.text(SyscallFacts.CONTAINER_ID);
    return id == null || id.isEmpty() ? HOST : id.length() <= SHORT_ID ? null : id;
  }

  private static @Nullable String name(Event event) {
    return onHost(event) ? HOST : labelOf(event, "container.name");
  }

  private static @Nullable String image(Event event) {
    String repository = repository(event);
    String tag = tag(event);
    return repository == null || tag == null ? repository : repository + ":" + tag;
  }

  private static @Nullable String repository(Event event) {
    String image = labelOf(event, "container.image.name");
    if (image == null) {
      return null;
    }
    int tag = tagStart(image);
    return tag < 0 ? image : image.substring(0, tag);
  }

  private static @Nullable String tag(Event event) {
    String tag = labelOf(event, "container.image.tag");
    String image = labelOf(event, "container.image.name");
    if (tag != null || image == null) {
      return tag;
    }
    int start = tagStart(image);
    return start < 0 ? null : FieldList.nonEmpty(image.substring(start + 1));
  }

  /**
   * Where the colon before the tag stands; a colon before a slash belongs to the registry's port.
   */
  private static int tagStart(String image) {
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') ? colon : -1;
  }

  private static @Nullable String labelOf(Event event, String key) {
    return FieldList.nonEmpty(event.textOf(SyscallFacts.LABEL, key));
  }
}
