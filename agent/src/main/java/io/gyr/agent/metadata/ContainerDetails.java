package io.gyr.agent.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runtimes leave on disk about a container, as OpenTelemetry resource attributes. Reads
 * Docker's {@code config.v2.json} and the {@code config.json} that containerd and Podman give to
 * runc; a container of which nothing is found has its id alone.
 */
final class ContainerDetails {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;

  ContainerDetails(Path root) {
    this.root = root;
  }

  Map<String, String> labels(String id) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("container.id", id);
    JsonNode docker = read("var/lib/docker/containers/" + id + "/config.v2.json");
    if (!docker.isMissingNode()) {
      labels.put("container.runtime", "docker");
      put(labels, "container.name", docker.path("Name").asText().replaceFirst("^/", ""));
      image(labels, docker.path("Config").path("Image").asText());
      return labels;
    }
    for (String namespace : new String[] {"k8s.io", "default", "moby"}) {
      JsonNode bundle =
          read(
              "run/containerd/io.containerd.runtime.v2.task/"
                  + namespace
                  + "/"
                  + id
                  + "/config.json");
      if (!bundle.isMissingNode()) {
        labels.put("container.runtime", "containerd");
        annotations(labels, bundle.path("annotations"));
        return labels;
      }
    }
    JsonNode podman =
        read("var/lib/containers/storage/overlay-containers/" + id + "/userdata/config.json");
    if (!podman.isMissingNode()) {
      labels.put("container.runtime", "podman");
      put(labels, "container.name", podman.path("hostname").asText());
      annotations(labels, podman.path("annotations"));
    }
    return labels;
  }

  private static void annotations(Map<String, String> labels, JsonNode annotations) {
    String cri = "io.kubernetes.cri.";
    put(labels, "container.name", annotations.path(cri + "container-name").asText());
    image(labels, annotations.path(cri + "image-name").asText());
    put(labels, "k8s.pod.name", annotations.path(cri + "sandbox-name").asText());
    put(labels, "k8s.namespace.name", annotations.path(cri + "sandbox-namespace").asText());
    put(labels, "k8s.pod.uid", annotations.path(cri + "sandbox-uid").asText());
  }

  /** A colon after the last slash begins the tag; one before it belongs to a registry's port. */
  private static void image(Map<String, String> labels, String image) {
    int digest = image.indexOf('@');
    String named = digest < 0 ? image : image.substring(0, digest);
    int colon = named.lastIndexOf(':');
    boolean tagged = colon > named.lastIndexOf('/');
    put(labels, "container.image.name", tagged ? named.substring(0, colon) : named);
    put(labels, "container.image.tags", tagged ? named.substring(colon + 1) : "");
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }

  private JsonNode read(String path) {
    Path file = root.resolve(path);
    try {
      return Files.isReadable(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.missingNode();
    } catch (IOException e) {
      // Being written, or not what it was taken for: the id alone is still true.
      return JSON.missingNode();
    }
  }
}
