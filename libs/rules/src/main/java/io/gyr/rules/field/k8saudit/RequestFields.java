package io.gyr.rules.field.k8saudit;

import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** {@code ka.req.*} of roles, bindings, config maps and services. */
final class RequestFields {

  private static final String REQUEST = "requestObject";

  private RequestFields() {}

  static void addTo(JsonFieldList fields) {
    addBindings(fields);
    addRoles(fields);
    fields
        .path("ka.req.configmap.name", "Name of the config map.", "objectRef", "name")
        .path("ka.req.configmap.obj", "Data of the config map.", REQUEST, "data")
        .path("ka.req.service.type", "Type of the service.", REQUEST, "spec", "type")
        .indexed(
            "ka.req.service.ports",
            index -> event -> Collected.texts(Collected.at(event, index, REQUEST, "spec", "ports")),
            "Ports of the service, as JSON.");
  }

  private static void addBindings(JsonFieldList fields) {
    fields
        .list(
            "ka.req.binding.subjects",
            event -> Lists.elements(event.get(REQUEST, "subjects")),
            "Whom a binding gives a role to, as JSON.")
        .list(
            "ka.req.binding.subjects.user_names",
            subjects("User", false),
            "Users among the subjects of a binding.")
        .list(
            "ka.req.binding.subjects.serviceaccount_names",
            subjects("ServiceAccount", false),
            "Service accounts among the subjects of a binding.")
        .list(
            "ka.req.binding.subjects.serviceaccount_ns_names",
            subjects("ServiceAccount", true),
            "The same as namespace:name.")
        .list(
            "ka.req.binding.subjects.group_names",
            subjects("Group", false),
            "Groups among the subjects of a binding.")
        .path("ka.req.binding.role", "Role that a binding gives.", REQUEST, "roleRef", "name")
        .keyed(
            "ka.req.binding.subject.has_name",
            name -> event -> "true",
            "Always true; kept for old rules.");
  }

  private static void addRoles(JsonFieldList fields) {
    fields
        .list(
            "ka.req.role.rules",
            event -> Lists.elements(event.get(REQUEST, "rules")),
            "Rules of the role, as JSON.")
        .indexed("ka.req.role.rules.apiGroups", rules("apiGroups"), "API groups in its rules.")
        .indexed(
            "ka.req.role.rules.nonResourceURLs",
            rules("nonResourceURLs"),
            "Paths in its rules that are no resources.")
        .indexed("ka.req.role.rules.verbs", rules("verbs"), "Verbs in its rules.")
        .indexed("ka.req.role.rules.resources", rules("resources"), "Resources in its rules.");
  }

  private static IntFunction<Function<JsonValue, List<String>>> rules(String key) {
    return index ->
        event -> Collected.elementTexts(Collected.at(event, index, REQUEST, "rules", key));
  }

  private static Function<JsonValue, List<String>> subjects(String kind, boolean withNamespace) {
    return event -> {
      List<String> names = new ArrayList<>();
      JsonValue subjects = event.get(REQUEST, "subjects");
      for (JsonValue subject : subjects == null ? List.<JsonValue>of() : subjects.elements()) {
        JsonValue itsKind = subject.get("kind");
        JsonValue name = subject.get("name");
        JsonValue namespace = subject.get("namespace");
        if (itsKind == null || name == null || !itsKind.text().equals(kind)) {
          continue;
        }
        if (!withNamespace) {
          names.add(name.text());
        } else if (namespace != null) {
          names.add(namespace.text() + ":" + name.text());
        }
      }
      return names;
    };
  }
}
