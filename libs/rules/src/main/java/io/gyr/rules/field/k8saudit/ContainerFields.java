package io.gyr.rules.field.k8saudit;

import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.json.JsonValue;
import io.gyr.rules.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code ka.req.pod.containers.*}, {@code initContainers.*} and {@code ephemeralContainers.*}: what
 * a pod is asked to run. With a number in brackets, of that container only.
 */
final class ContainerFields {

  private final String list;

  private ContainerFields(String list) {
    this.list = list;
  }

  static void addTo(JsonFieldList fields) {
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      ContainerFields of = new ContainerFields(list);
      String family = "ka.req.pod." + list + ".";
      of.addProcess(fields, family);
      of.addSecurity(fields, family);
      if (!list.equals("ephemeralContainers")) {
        fields.indexed(family + "host_port", of::ports, "Ports of the host that they ask for.");
      }
    }
  }

  private void addProcess(JsonFieldList fields, String family) {
    fields
        .indexed(family + "name", index -> each(index, "name"), "Names of the pod's " + list + ".")
        .indexed(family + "image", index -> each(index, "image"), "Their images.")
        .indexed(
            family + "image.repository",
            this::repositories,
            "Their images up to the first colon or at sign.")
        .indexed(
            family + "command", index -> joined(index, "command"), "Their commands, one text each.")
        .indexed(
            family + "args", index -> joined(index, "args"), "Their arguments, one text each.");
  }

  private void addSecurity(JsonFieldList fields, String family) {
    fields
        .indexed(family + "privileged", setting("privileged"), "Whether they are privileged.")
        .indexed(
            family + "allow_privilege_escalation",
            setting("allowPrivilegeEscalation"),
            "Whether they may gain privileges.")
        .indexed(
            family + "read_only_fs",
            setting("readOnlyRootFilesystem"),
            "Whether their root file system is read-only.")
        .indexed(family + "run_as_user", setting("runAsUser"), "User ids that they ask for.")
        .indexed(
            family + "eff_run_as_user",
            index -> effective(index, "runAsUser"),
            "User ids that they start with: the container's, else the pod's, else 0.")
        .indexed(family + "run_as_group", setting("runAsGroup"), "Group ids that they ask for.")
        .indexed(
            family + "eff_run_as_group",
            index -> effective(index, "runAsGroup"),
            "Group ids that they start with: the container's, else the pod's, else 0.")
        .indexed(family + "proc_mount", setting("procMount"), "How /proc is mounted in them.")
        .indexed(
            family + "add_capabilities",
            index ->
                document ->
                    Collected.elementTexts(
                        at(document, index, "securityContext", "capabilities", "add")),
            "Capabilities added to them.");
  }

  private @Nullable List<@Nullable JsonValue> at(JsonValue event, int index, String... more) {
    String[] path = new String[3 + more.length];
    path[0] = "requestObject";
    path[1] = "spec";
    path[2] = list;
    System.arraycopy(more, 0, path, 3, more.length);
    return Collected.at(event, index, path);
  }

  /** What each container has under a key; nothing at all when one has none. */
  private Function<JsonValue, List<String>> each(int index, String key) {
    return event -> Collected.allTexts(at(event, index, key));
  }

  private IntFunction<Function<JsonValue, List<String>>> setting(String key) {
    return index -> event -> Collected.texts(at(event, index, "securityContext", key));
  }

  /**
   * As Falco has it: of a registry with a port, only the registry remains. Lists of allowed
   * repositories are written for that.
   */
  private Function<JsonValue, List<String>> repositories(int index) {
    return event ->
        each(index, "image").apply(event).stream().map(image -> image.split("[:@]", 2)[0]).toList();
  }

  private Function<JsonValue, List<String>> joined(int index, String key) {
    return event -> {
      List<@Nullable JsonValue> lists = at(event, index, key);
      List<String> texts = new ArrayList<>();
      for (JsonValue words : lists == null ? List.<@Nullable JsonValue>of() : lists) {
        if (words == null) {
          continue;
        }
        if (words.kind() != Kind.ARRAY
            || words.elements().stream().anyMatch(word -> word.kind() != Kind.TEXT)) {
          return List.of();
        }
        texts.add(String.join(" ", words.elements().stream().map(JsonValue::text).toList()));
      }
      return texts;
    };
  }

  private Function<JsonValue, List<String>> ports(int index) {
    return event -> {
      List<@Nullable JsonValue> lists = at(event, index, "ports");
      List<String> texts = new ArrayList<>();
      for (JsonValue ports : lists == null ? List.<@Nullable JsonValue>of() : lists) {
        for (JsonValue port : ports == null ? List.<JsonValue>of() : ports.elements()) {
          // In the host's network a container's port is one of the host.
          JsonValue number = port.get("hostPort");
          number = number == null ? port.get("containerPort") : number;
          if (number != null) {
            texts.add(number.text());
          }
        }
      }
      return texts;
    };
  }

  private Function<JsonValue, List<String>> effective(int index, String key) {
    return event -> {
      JsonValue ofPod = event.get("requestObject", "spec", "securityContext", key);
      List<@Nullable JsonValue> own = at(event, index, "securityContext", key);
      List<String> texts = new ArrayList<>();
      if (own == null && index >= 0 && at(event, index, "") != null) {
        own = new ArrayList<>();
        own.add(null);
      }
      for (JsonValue value : own == null ? List.<@Nullable JsonValue>of() : own) {
        JsonValue effective = value == null ? ofPod : value;
        texts.add(effective == null ? "0" : effective.text());
      }
      return texts;
    };
  }
}
