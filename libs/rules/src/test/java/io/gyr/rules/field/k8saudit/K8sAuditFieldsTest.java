package io.gyr.rules.field.k8saudit;

import static io.gyr.rules.JsonEventOf.hasFields;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.JsonEventOf;
import io.gyr.rules.json.JsonEvent;
import org.junit.jupiter.api.Test;

class K8sAuditFieldsTest {

  private static final JsonEvent POD =
      JsonEventOf.text(
          """
          {"kind":"Event","auditID":"7b1e","stage":"ResponseComplete","verb":"create",
           "requestURI":"/api/v1/namespaces/shop/pods?fieldManager=kubectl%20run&dryRun=&x=a+b#y=1",
           "user":{"username":"eve","groups":["dev","system:authenticated"]},
           "impersonatedUser":{"username":"root"},
           "sourceIPs":["10.0.0.7","192.168.1.1"],"userAgent":"kubectl/v1.31",
           "objectRef":{"resource":"pods","namespace":"shop","name":"web"},
           "responseStatus":{"code":201,"reason":"Created"},
           "responseObject":{"metadata":{"name":"web-1"}},
           "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"",
             "cluster_name":"east"},
           "requestObject":{"spec":{
             "hostNetwork":true,"hostPID":false,
             "securityContext":{"runAsUser":1000,"fsGroup":5,"supplementalGroups":[7,8]},
             "containers":[
               {"name":"app","image":"registry.local:5000/shop/app:1.2","command":["sh","-c"],
                "args":["sleep","9"],"ports":[{"hostPort":80},{"containerPort":8080},{"name":"x"}],
                "securityContext":{"privileged":true,"runAsUser":0,
                  "capabilities":{"add":["SYS_ADMIN","NET_RAW"]}}},
               {"name":"side","image":"proxy@sha256:12"}],
             "initContainers":[{"name":"init","image":"busybox"}],
             "volumes":[
               {"name":"a","emptyDir":{}},
               {"name":"b","hostPath":{"path":"/etc/kubernetes"}},
               {"name":"c","hostPath":{"path":"/proc"},"flexVolume":{"driver":"d/e"}}]}}}
          """);

  @Test
  void theCallItself() {
    hasFields(
        POD,
        "k8s_audit",
        "ka.auditid",
        "7b1e",
        "ka.stage",
        "ResponseComplete",
        "ka.verb",
        "create",
        "ka.uri.param[fieldManager]",
        "kubectl run",
        "ka.uri.param[dryRun]",
        "",
        "ka.uri.param[x]",
        "a b",
        "ka.uri.param[y]",
        "<NA>",
        "ka.user.name",
        "eve",
        "ka.user.groups",
        "(dev,system:authenticated)",
        "ka.impuser.name",
        "root",
        "ka.auth.decision",
        "allow",
        "ka.auth.reason",
        "",
        "ka.auth.openshift.decision",
        "<NA>",
        "ka.target.resource",
        "pods",
        "ka.target.namespace",
        "shop",
        "ka.target.name",
        "web",
        "ka.target.subresource",
        "<NA>",
        "ka.target.pod.name",
        "web-1",
        "ka.resp.name",
        "web-1",
        "ka.response.code",
        "201",
        "ka.response.reason",
        "Created",
        "ka.useragent",
        "kubectl/v1.31",
        "ka.sourceips",
        "(10.0.0.7,192.168.1.1)",
        "ka.sourceips[1]",
        "(192.168.1.1)",
        "ka.sourceips[2]",
        "<NA>",
        "ka.cluster.name",
        "east");
  }

  @Test
  void thePodAndItsContainers() {
    hasFields(
        POD,
        "k8s_audit",
        "ka.req.pod.host_network",
        "true",
        "ka.req.container.host_network",
        "true",
        "ka.req.pod.host_pid",
        "false",
        "ka.req.pod.host_ipc",
        "<NA>",
        "ka.req.pod.run_as_user",
        "1000",
        "ka.req.pod.run_as_group",
        "<NA>",
        "ka.req.pod.fs_group",
        "5",
        "ka.req.pod.supplemental_groups",
        "(7,8)",
        "ka.req.pod.containers.name",
        "(app,side)",
        "ka.req.pod.containers.image",
        "(registry.local:5000/shop/app:1.2,proxy@sha256:12)",
        "ka.req.pod.containers.image[1]",
        "(proxy@sha256:12)",
        "ka.req.pod.containers.image[2]",
        "<NA>",
        "ka.req.pod.containers.image.repository",
        "(registry.local,proxy)",
        "ka.req.container.image",
        "registry.local:5000/shop/app:1.2",
        "ka.req.container.image.repository",
        "registry.local",
        "ka.req.pod.containers.command",
        "(sh -c)",
        "ka.req.pod.containers.args",
        "(sleep 9)",
        "ka.req.pod.containers.host_port",
        "(80,8080)",
        "ka.req.pod.containers.host_port[1]",
        "<NA>",
        "ka.req.pod.containers.privileged",
        "(true)",
        "ka.req.pod.containers.privileged[1]",
        "<NA>",
        "ka.req.container.privileged",
        "true",
        "ka.req.pod.containers.run_as_user",
        "(0)",
        "ka.req.pod.containers.eff_run_as_user",
        "(0,1000)",
        "ka.req.pod.containers.eff_run_as_user[1]",
        "(1000)",
        "ka.req.pod.containers.eff_run_as_user[2]",
        "<NA>",
        "ka.req.pod.containers.eff_run_as_group",
        "(0,0)",
        "ka.req.pod.containers.add_capabilities",
        "(SYS_ADMIN,NET_RAW)",
        "ka.req.pod.containers.read_only_fs",
        "<NA>",
        "ka.req.pod.initContainers.image",
        "(busybox)",
        "ka.req.pod.initContainers.privileged",
        "<NA>",
        "ka.req.pod.ephemeralContainers.image",
        "<NA>");
  }

  @Test
  void thePodsVolumes() {
    hasFields(
        POD,
        "k8s_audit",
        "ka.req.pod.volumes.hostpath",
        "(/etc/kubernetes,/proc)",
        "ka.req.pod.volumes.hostpath[2]",
        "(/proc)",
        "ka.req.volume.hostpath[/proc]",
        "true",
        "ka.req.volume.hostpath[/proc*]",
        "true",
        "ka.req.volume.hostpath[/etc]",
        "false",
        "ka.req.pod.volumes.flexvolume_driver",
        "(d/e)",
        "ka.req.pod.volumes.volume_type",
        "(emptyDir,hostPath,hostPath,flexVolume)");
  }

  @Test
  void rolesAndBindings() {
    JsonEvent event =
        JsonEventOf.text(
            """
            {"requestObject":{
              "rules":[{"verbs":["get","*"],"resources":["pods"]},{"nonResourceURLs":["/x"]}],
              "subjects":[{"kind":"User","name":"eve"},{"kind":"Group","name":"dev"},
                {"kind":"ServiceAccount","name":"ci","namespace":"ops"},{"kind":"User"}],
              "roleRef":{"name":"cluster-admin"},
              "data":{ "key": "v" },
              "spec":{"type":"NodePort","ports":[{"port":80}]}},
             "objectRef":{"name":"obj"}}
            """);
    hasFields(
        event,
        "k8s_audit",
        "ka.req.role.rules",
        "({\"verbs\":[\"get\",\"*\"],\"resources\":[\"pods\"]},{\"nonResourceURLs\":[\"/x\"]})",
        "ka.req.role.rules.verbs",
        "(get,*)",
        "ka.req.role.rules.verbs[1]",
        "<NA>",
        "ka.req.role.rules.resources[0]",
        "(pods)",
        "ka.req.role.rules.nonResourceURLs",
        "(/x)",
        "ka.req.role.rules.apiGroups",
        "<NA>",
        "ka.req.binding.subjects.user_names",
        "(eve)",
        "ka.req.binding.subjects.group_names",
        "(dev)",
        "ka.req.binding.subjects.serviceaccount_names",
        "(ci)",
        "ka.req.binding.subjects.serviceaccount_ns_names",
        "(ops:ci)",
        "ka.req.binding.role",
        "cluster-admin",
        "ka.req.binding.subject.has_name[x]",
        "true",
        "ka.req.configmap.name",
        "obj",
        "ka.req.configmap.obj",
        "{\"key\":\"v\"}",
        "ka.req.service.type",
        "NodePort",
        "ka.req.service.ports",
        "([{\"port\":80}])");
  }

  @Test
  void theDocumentAndTheEvent() {
    hasFields(
        JsonEventOf.text("{\"a\":{\"b/c\":[1,\"x\"]}}"),
        "k8s_audit",
        "json.value[/a/b~1c/1]",
        "x",
        "jevt.value[/a/b~1c]",
        "[1,\"x\"]",
        "json.value[/a/b~1c/2]",
        "<NA>",
        "jevt.obj",
        "{\n  \"a\": {\n    \"b/c\": [\n      1,\n      \"x\"\n    ]\n  }\n}",
        "jevt.rawtime",
        "1795296205000000007",
        "evt.num",
        "1",
        "evt.time",
        "21:23:25.000000007",
        "evt.time.s",
        "21:23:25",
        "evt.datetime",
        "2026-11-21 21:23:25.000000007",
        "evt.datetime.s",
        "2026-11-21 21:23:25",
        "evt.rawtime.s",
        "1795296205",
        "evt.rawtime.ns",
        "7",
        "evt.source",
        "k8s_audit",
        "evt.pluginname",
        "k8saudit",
        "evt.plugininfo",
        "{\"a\":{\"b/c\":[1,\"x\"]}}",
        "evt.is_async",
        "false");
  }

  @Test
  void nothingIsReadOfWhatHasAnotherShape() {
    JsonEvent odd =
        JsonEventOf.text(
            """
            {"user":7,"objectRef":[],"sourceIPs":"x","requestURI":{},"annotations":null,
             "requestObject":{"subjects":{},"rules":"x","spec":{"containers":{"image":3},"volumes":7}}}
            """);
    for (var field : K8sAuditSource.SOURCE.fields().fields().fields()) {
      if (field.name().startsWith("ka.")) {
        String name = field.name() + (needsKey(field.name()) ? "[x]" : "");
        hasFields(odd, "k8s_audit", name, expected(field.name()));
      }
    }
  }

  @Test
  void theFieldsOfFalcosPluginAreAllThere() {
    assertThat(K8sAuditSource.SOURCE.fields().fields().fields())
        .filteredOn(field -> field.name().startsWith("ka."))
        .hasSize(100);
  }

  private static boolean needsKey(String name) {
    return name.equals("ka.uri.param")
        || name.equals("ka.req.volume.hostpath")
        || name.equals("ka.req.binding.subject.has_name");
  }

  private static String expected(String name) {
    return switch (name) {
      case "ka.uri" -> "{}";
      case "ka.req.binding.subject.has_name" -> "true";
      case "ka.req.pod.containers.image" -> "(3)";
      case "ka.req.pod.containers.image.repository" -> "(3)";
      default -> "<NA>";
    };
  }
}
