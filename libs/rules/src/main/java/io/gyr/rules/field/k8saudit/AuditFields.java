package io.gyr.rules.field.k8saudit;

import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code ka.*} of the call itself: who did what to which object, and how it ended. */
final class AuditFields {

  private static final String NOTES = "annotations";

  private AuditFields() {}

  static void addTo(JsonFieldList fields) {
    fields
        .path("ka.auditid", "Unique id of the event.", "auditID")
        .path("ka.stage", "Stage of the call: RequestReceived, ResponseComplete, ...", "stage")
        .path("ka.verb", "What was asked for: get, create, delete, ...", "verb")
        .path("ka.uri", "The call as the client sent it.", "requestURI")
        .keyed("ka.uri.param", AuditFields::parameter, "A parameter of the call's URI.")
        .path("ka.useragent", "The client program.", "userAgent")
        .indexed(
            "ka.sourceips",
            AuditFields::addresses,
            "Addresses of the client; with a number, one of them.")
        .path("ka.cluster.name", "Name of the cluster.", NOTES, "cluster_name");
    addUser(fields);
    addTarget(fields);
    addOutcome(fields);
  }

  private static void addUser(JsonFieldList fields) {
    fields
        .path("ka.user.name", "Who called.", "user", "username")
        .list(
            "ka.user.groups",
            event -> Lists.elements(event.get("user", "groups")),
            "Groups of who called.")
        .path("ka.impuser.name", "As whom.", "impersonatedUser", "username")
        .path("ka.auth.decision", "Whether it was allowed.", NOTES, "authorization.k8s.io/decision")
        .path("ka.auth.reason", "Why.", NOTES, "authorization.k8s.io/reason")
        .path(
            "ka.auth.openshift.decision",
            "What OpenShift's authentication decided.",
            NOTES,
            "authentication.openshift.io/decision")
        .path(
            "ka.auth.openshift.username",
            "Who asked OpenShift to be authenticated.",
            NOTES,
            "authentication.openshift.io/username");
  }

  private static void addTarget(JsonFieldList fields) {
    fields
        .path("ka.target.name", "Name of the object.", "objectRef", "name")
        .path("ka.target.namespace", "Namespace of the object.", "objectRef", "namespace")
        .path("ka.target.resource", "Kind of the object.", "objectRef", "resource")
        .path("ka.target.subresource", "Part of the object, as exec.", "objectRef", "subresource")
        .text("ka.target.pod.name", AuditFields::pod, "Name of the pod in the answer.");
  }

  private static void addOutcome(JsonFieldList fields) {
    fields
        .path("ka.resp.name", "Name in the answer.", "responseObject", "metadata", "name")
        .path("ka.response.code", "HTTP status of the answer.", "responseStatus", "code")
        .path("ka.response.reason", "Why it failed.", "responseStatus", "reason")
        .path(
            "ka.validations.admission.policy.failure",
            "Why an admission policy refused it.",
            NOTES,
            "validation.policy.admission.k8s.io/validation_failure")
        .path(
            "ka.security.pod.violations",
            "What of it violates the pod security standards.",
            NOTES,
            "pod-security.kubernetes.io/audit-violations");
  }

  private static Function<JsonValue, List<String>> addresses(int index) {
    return event -> {
      List<String> all = Lists.elements(event.get("sourceIPs"));
      return index < 0 ? all : index < all.size() ? List.of(all.get(index)) : List.of();
    };
  }

  private static @Nullable String pod(JsonValue event) {
    JsonValue resource = event.get("objectRef", "resource");
    JsonValue part = event.get("objectRef", "subresource");
    if (resource == null
        || !resource.text().equals("pods")
        || (part != null && !part.text().isEmpty())) {
      return null;
    }
    JsonValue name = event.get("responseObject", "metadata", "name");
    return name == null ? null : name.text();
  }

  private static Function<JsonValue, @Nullable String> parameter(String key) {
    return event -> {
      JsonValue uri = event.get("requestURI");
      String text = uri == null ? "" : uri.text();
      int query = text.indexOf('?');
      if (query < 0) {
        return null;
      }
      int fragment = text.indexOf('#', query);
      for (String pair :
          text.substring(query + 1, fragment < 0 ? text.length() : fragment).split("&")) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (key.equals(name)) {
          return equals < 0 ? "" : decoded(pair.substring(equals + 1));
        }
      }
      return null;
    };
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return null;
    }
  }
}
