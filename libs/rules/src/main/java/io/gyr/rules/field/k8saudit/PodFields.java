package io.gyr.rules.field.k8saudit;

import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.json.JsonValue;
import io.gyr.rules.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code ka.req.pod.*} and {@code ka.req.container.*}: the pod as a whole, its volumes. */
final class PodFields {

  private static final String REQUEST = "requestObject";
  private static final String CONTEXT = "securityContext";

  private PodFields() {}

  static void addTo(JsonFieldList fields) {
    fields
        .path("ka.req.pod.host_ipc", "The pod's hostIPC.", REQUEST, "spec", "hostIPC")
        .path("ka.req.pod.host_network", "The pod's hostNetwork.", REQUEST, "spec", "hostNetwork")
        .path("ka.req.container.host_network", "The same.", REQUEST, "spec", "hostNetwork")
        .path("ka.req.pod.host_pid", "The pod's hostPID.", REQUEST, "spec", "hostPID")
        .path("ka.req.pod.run_as_user", "The pod's user id.", REQUEST, "spec", CONTEXT, "runAsUser")
        .path(
            "ka.req.pod.run_as_group",
            "The pod's group id.",
            REQUEST,
            "spec",
            CONTEXT,
            "runAsGroup")
        .path("ka.req.pod.fs_group", "The pod's fsGroup.", REQUEST, "spec", CONTEXT, "fsGroup")
        .list(
            "ka.req.pod.supplemental_groups",
            event -> Lists.elements(event.get(REQUEST, "spec", CONTEXT, "supplementalGroups")),
            "The pod's further groups.");
    addVolumes(fields);
    addFirstContainer(fields);
  }

  private static void addVolumes(JsonFieldList fields) {
    fields
        .indexed(
            "ka.req.pod.volumes.hostpath",
            index -> event -> Collected.texts(hostPaths(event, index)),
            "Paths of the host that the pod mounts.")
        .keyed(
            "ka.req.volume.hostpath",
            PodFields::mounts,
            "Whether the pod mounts that path of the host; a star at its end stands for anything.")
        .indexed(
            "ka.req.pod.volumes.flexvolume_driver",
            index ->
                event ->
                    Collected.texts(
                        Collected.at(
                            event, index, REQUEST, "spec", "volumes", "flexVolume", "driver")),
            "Drivers of the pod's flex volumes.")
        .indexed(
            "ka.req.pod.volumes.volume_type",
            PodFields::volumeTypes,
            "Kinds of the pod's volumes.");
  }

  /** Older names for what the first container has, or any. */
  private static void addFirstContainer(JsonFieldList fields) {
    fields
        .text(
            "ka.req.container.image", PodFields::firstImage, "Image of the pod's first container.")
        .text(
            "ka.req.container.image.repository",
            event -> {
              String image = firstImage(event);
              return image == null ? null : image.split("[:@]", 2)[0];
            },
            "The same up to the first colon or at sign.")
        .text(
            "ka.req.container.privileged",
            event -> {
              List<@Nullable JsonValue> all =
                  Collected.at(event, -1, REQUEST, "spec", "containers", CONTEXT, "privileged");
              return all == null
                  ? null
                  : Boolean.toString(
                      all.stream().anyMatch(value -> value != null && value.isTrue()));
            },
            "Whether any container of the pod is privileged.");
  }

  private static @Nullable String firstImage(JsonValue event) {
    JsonValue image = event.get(REQUEST, "spec", "containers", "0", "image");
    return image == null ? null : image.text();
  }

  private static @Nullable List<@Nullable JsonValue> hostPaths(JsonValue event, int index) {
    return Collected.at(event, index, REQUEST, "spec", "volumes", "hostPath", "path");
  }

  private static Function<JsonValue, @Nullable String> mounts(String path) {
    return event -> {
      List<@Nullable JsonValue> paths = hostPaths(event, -1);
      return paths == null
          ? null
          : Boolean.toString(
              Collected.texts(paths).stream()
                  .anyMatch(
                      mounted ->
                          path.endsWith("*")
                              ? mounted.startsWith(path.substring(0, path.length() - 1))
                              : mounted.equals(path)));
    };
  }

  private static Function<JsonValue, List<String>> volumeTypes(int index) {
    return event -> {
      List<@Nullable JsonValue> volumes =
          Collected.at(event, index, REQUEST, "spec", "volumes", "");
      List<String> types = new ArrayList<>();
      for (JsonValue volume : volumes == null ? List.<@Nullable JsonValue>of() : volumes) {
        if (volume != null && volume.kind() == Kind.OBJECT) {
          volume.members().keySet().stream().filter(key -> !key.equals("name")).forEach(types::add);
        }
      }
      return types;
    };
  }
}
