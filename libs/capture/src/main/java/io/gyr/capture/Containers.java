package io.gyr.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What captures tell of containers, beside the ids in the control groups: events with a JSON object
 * that the container plugin, or before it libsinsp itself, wrote. Not thread-safe.
 */
final class Containers {
  private static final int MOST = 1 << 14;
  private static final int LONGEST = 1 << 18;
  private static final JsonFactory JSON = new JsonFactory();
  private static final String[] RUNTIMES = {
    "docker",
    "lxc",
    "libvirt-lxc",
    "mesos",
    "rkt",
    "custom",
    "cri",
    "containerd",
    "cri-o",
    "bpm",
    "static",
    "podman"
  };

  /** Labels of rules, and the members of the JSON object that say them. */
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("container.name", "name"),
          Map.entry("container.image.name", "imagerepo"),
          Map.entry("container.image.tag", "imagetag"),
          Map.entry("container.image.id", "imageid"),
          Map.entry("container.image.digest", "imagedigest"),
          Map.entry("container.ip", "ip"),
          Map.entry("container.privileged", "privileged"),
          Map.entry("container.host_pid", "host_pid"),
          Map.entry("container.host_network", "host_network"),
          Map.entry("container.host_ipc", "host_ipc"),
          Map.entry("container.cni.json", "cni_json"),
          Map.entry("k8s.pod.sandbox_id", "pod_sandbox_id"),
          Map.entry("k8s.pod.name", "labels/io.kubernetes.pod.name"),
          Map.entry("k8s.pod.uid", "labels/io.kubernetes.pod.uid"),
          Map.entry("k8s.namespace.name", "labels/io.kubernetes.pod.namespace"));

  private static final Map<String, String> PROBES =
      Map.of(
          "container.healthcheck", "Healthcheck",
          "container.liveness_probe", "LivenessProbe",
          "container.readiness_probe", "ReadinessProbe");

  private record Container(Map<String, String> labels, String[] mounts) {}

  private final Map<String, Container> containers = new HashMap<>();

  void clear() {
    containers.clear();
  }

  /** A fact of a container; null where it is not known. */
  @Nullable String label(String id, String key) {
    Container container = containers.get(id);
    return container == null ? null : container.labels.get(key);
  }

  /** The mounts of a container, {@code source:destination:mode:rdwr:propagation}. */
  String[] mounts(String id) {
    Container container = containers.get(id);
    return container == null ? Texts.NONE : container.mounts;
  }

  /** Takes in what an event says. What cannot be read tells nothing. */
  void add(String json) {
    Map<String, String> members = members(json);
    String id = members.get("id");
    if (id != null && !id.isEmpty() && containers.size() < MOST) {
      containers.put(Cgroups.shortened(id), new Container(labels(members), mountsOf(members)));
    }
  }

  void remove(String json) {
    String id = members(json).get("id");
    if (id != null) {
      containers.remove(Cgroups.shortened(id));
    }
  }

  private static Map<String, String> labels(Map<String, String> members) {
    Map<String, String> labels = new HashMap<>();
    MEMBERS.forEach(
        (label, member) -> {
          String value = members.get(member);
          if (value != null) {
            labels.put(label, value);
          }
        });
    String type = members.getOrDefault("type", "");
    if (type.matches("[0-9]{1,2}") && Integer.parseInt(type) < RUNTIMES.length) {
      labels.put("container.runtime", RUNTIMES[Integer.parseInt(type)]);
    }
    all(members, "labels/", "container.label", labels);
    all(members, "pod_sandbox_labels/", "k8s.pod.label", labels);
    PROBES.forEach(
        (label, member) -> {
          String command = members.get(member + "/exe");
          if (command != null) {
            StringJoiner line = new StringJoiner(" ").add(command);
            elements(members, member + "/args/").forEach(line::add);
            labels.put(label, line.toString());
          }
        });
    return labels;
  }

  private static void all(
      Map<String, String> members, String prefix, String name, Map<String, String> labels) {
    StringJoiner text = new StringJoiner(", ");
    members.forEach(
        (member, value) -> {
          if (member.startsWith(prefix)) {
            String key = member.substring(prefix.length());
            labels.put(name + "." + key, value);
            text.add(key + ":" + value);
          }
        });
    if (text.length() > 0) {
      labels.put(name + "s", text.toString());
    }
  }

  private static Iterable<String> elements(Map<String, String> members, String prefix) {
    return members.entrySet().stream()
            .filter(member -> member.getKey().startsWith(prefix))
            .map(Map.Entry::getValue)
        ::iterator;
  }

  private static String[] mountsOf(Map<String, String> members) {
    int count = 0;
    while (members.containsKey("Mounts/" + count + "/Destination")) {
      count++;
    }
    String[] mounts = new String[count];
    for (int i = 0; i < count; i++) {
      StringJoiner mount = new StringJoiner(":");
      for (String part : new String[] {"Source", "Destination", "Mode", "RW", "Propagation"}) {
        mount.add(members.getOrDefault("Mounts/" + i + "/" + part, ""));
      }
      mounts[i] = mount.toString();
    }
    return mounts;
  }

  /** Values of the object "container" by their path. */
  private static Map<String, String> members(String json) {
    Map<String, String> members = new LinkedHashMap<>();
    if (json.length() > LONGEST) {
      return members;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean wanted = parser.currentName().equals("container");
          parser.nextToken();
          if (wanted) {
            flatten(parser, "", members);
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      members.clear();
    }
    return members;
  }

  private static void flatten(JsonParser parser, String path, Map<String, String> members)
      throws IOException {
    JsonToken token = parser.currentToken();
    String prefix = path.isEmpty() ? "" : path + "/";
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        flatten(parser, prefix + name, members);
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (parser.currentToken() == null) {
          return;
        }
        flatten(parser, prefix + i, members);
      }
    } else if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      members.put(path, parser.getText());
    }
  }
}
