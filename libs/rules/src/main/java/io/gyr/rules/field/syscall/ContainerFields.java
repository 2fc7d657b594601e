package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code container.*}, {@code k8s.*} and {@code gyr.label}: where it happened, from the labels of
 * the event.
 */
final class ContainerFields {

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
        .keyed(
            "container.label", key -> label("container.label." + key), "A label of the container.")
        .text("k8s.ns.name", label("k8s.namespace.name"), "Namespace of the pod.")
        .text("k8s.pod.name", label("k8s.pod.name"), "Name of the pod.")
        .text("k8s.pod.uid", label("k8s.pod.uid"), "Unique id of the pod.")
        .text("k8s.pod.id", label("k8s.pod.uid"), "The same as k8s.pod.uid.")
        .text("k8s.pod.ip", label("k8s.pod.ip"), "Address of the pod.")
        .keyed("k8s.pod.label", key -> label("k8s.pod.label." + key), "A label of the pod.")
        .keyed(
            "k8s.ns.label", key -> label("k8s.namespace.label." + key), "A label of the namespace.")
        .text("k8s.deployment.name", label("k8s.deployment.name"), "Deployment of the pod.")
        .text("k8s.rs.name", label("k8s.replicaset.name"), "Replica set of the pod.")
        .text("k8s.svc.name", label("k8s.service.name"), "Service of the pod.")
        .text("k8s.node.name", label("k8s.node.name"), "Node that the pod runs on.")
        .text("k8s.cluster.name", label("k8s.cluster.name"), "Cluster that the pod runs in.")
        .keyed("gyr.label", ContainerFields::label, "Any label of the event.");
  }

  private static TextGetter label(String key) {
    return event -> FieldList.nonEmpty(event.textOf(SyscallFacts.LABEL, key));
  }

  private static String fullId(Event event) {
    String id = event.text(SyscallFacts.CONTAINER_ID);
    return id == null || id.isEmpty() ? "host" : id;
  }

  private static String shortId(Event event) {
    String id = fullId(event);
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }

  private static @Nullable String name(Event event) {
    String id = event.text(SyscallFacts.CONTAINER_ID);
    return id == null || id.isEmpty() ? "host" : labelOf(event, "container.name");
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
