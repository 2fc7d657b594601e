package io.gyr.rules.field.syscall;

import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.TextGetter;

/**
 * {@code k8s.*}: the pod that it happened in, from the labels of the event. The workloads over the
 * pod are labels of ours; Falco has names for them that it no longer fills.
 */
final class KubernetesFields {

  private KubernetesFields() {}

  static void addTo(FieldList list) {
    list.text("k8s.ns.name", label("k8s.namespace.name"), "Namespace of the pod.")
        .text("k8s.pod.name", label("k8s.pod.name"), "Name of the pod.")
        .text("k8s.pod.uid", label("k8s.pod.uid"), "Unique id of the pod.")
        .text("k8s.pod.id", label("k8s.pod.uid"), "The same as k8s.pod.uid.")
        .text("k8s.pod.ip", label("k8s.pod.ip"), "Address of the pod.")
        .text("k8s.pod.full_sandbox_id", label("k8s.pod.sandbox_id"), "Id of the pod's sandbox.")
        .built("k8s.pod.sandbox_id", shortLabel("k8s.pod.sandbox_id"), "Its first 12 characters.")
        .text("k8s.pod.cni.json", label("container.cni.json"), "Result of its network plugin.")
        .keyed("k8s.pod.label", key -> label("k8s.pod.label." + key), "A label of the pod.")
        .text("k8s.pod.labels", label("k8s.pod.labels"), "All labels of the pod.")
        .text("k8s.deployment.name", label("k8s.deployment.name"), "Deployment of the pod.")
        .text("k8s.rs.name", label("k8s.replicaset.name"), "Replica set of the pod.")
        .text("k8s.svc.name", label("k8s.service.name"), "Service of the pod.")
        .text("k8s.node.name", label("k8s.node.name"), "Node that the pod runs on.")
        .text("k8s.cluster.name", label("k8s.cluster.name"), "Cluster that the pod runs in.")
        .keyed(
            "k8s.ns.label", key -> label("k8s.namespace.label." + key), "A label of the namespace.")
        .keyed("gyr.label", KubernetesFields::label, "Any label of the event.");
    for (String kind : new String[] {"ns", "deployment", "rs", "svc", "rc"}) {
      String old = "Kept for old rules: always absent, as in Falco.";
      list.unsupplied("k8s." + kind + ".id", FieldType.TEXT, ArgumentKind.NONE, old)
          .unsupplied("k8s." + kind + ".labels", FieldType.TEXT, ArgumentKind.NONE, old);
      if (!kind.equals("ns")) {
        list.unsupplied("k8s." + kind + ".label", FieldType.TEXT, ArgumentKind.KEY, old);
      }
    }
    list.unsupplied(
        "k8s.rc.name",
        FieldType.TEXT,
        ArgumentKind.NONE,
        "Kept for old rules: always absent, as in Falco.");
  }

  private static TextGetter label(String key) {
    return ContainerFields.label(key);
  }

  private static TextGetter shortLabel(String key) {
    TextGetter whole = label(key);
    return event -> {
      String value = whole.get(event);
      return value == null ? null : ContainerFields.shortened(value);
    };
  }
}
