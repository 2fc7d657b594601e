package io.gyr.rules.field.k8saudit;

import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.field.json.JsonSource;
import io.gyr.rules.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The source {@code k8s_audit}: audit events (audit.k8s.io/v1) one by one or in an EventList. Names
 * and values of the fields are those of Falco's k8saudit plugin (falcosecurity/plugins 576a70b,
 * plugins/k8saudit/pkg/k8saudit/extract.go), except where that finds nothing it says it finds:
 *
 * <ul>
 *   <li>{@code ka.sourceips}: read from the event; the plugin looks for them in a role's rules.
 *   <li>{@code ...eff_run_as_user}, {@code ...eff_run_as_group}: from the security contexts; the
 *       plugin looks beside them and always finds 0.
 *   <li>{@code ...add_capabilities}: one value for each capability; the plugin makes the whole list
 *       of a container one text.
 *   <li>{@code ka.req.volume.hostpath[path]}: of any volume; the plugin looks at the first.
 * </ul>
 */
public final class K8sAuditSource {

  /** The source, its fields and its documents. */
  public static final JsonSource SOURCE =
      new JsonSource(fields(), "items", event -> event, K8sAuditSource::problem, "stageTimestamp");

  private K8sAuditSource() {}

  private static EventSource fields() {
    JsonFieldList list = new JsonFieldList();
    AuditFields.addTo(list);
    RequestFields.addTo(list);
    PodFields.addTo(list);
    ContainerFields.addTo(list);
    return list.source("k8s_audit", "k8saudit", JsonValue::text);
  }

  private static @Nullable String problem(JsonValue event) {
    JsonValue kind = event.get("kind");
    if (kind != null && !kind.text().equals("Event")) {
      return "no audit event: its kind is " + kind.text();
    }
    return event.get("auditID") == null ? "no audit event: it has no auditID" : null;
  }
}
