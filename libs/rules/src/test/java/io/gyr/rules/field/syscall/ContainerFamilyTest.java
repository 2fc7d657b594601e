package io.gyr.rules.field.syscall;

import static io.gyr.rules.field.syscall.FieldValues.check;
import static io.gyr.rules.field.syscall.FieldValues.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Conditions;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import org.junit.jupiter.api.Test;

/** {@code container.*} and {@code k8s.*}. */
class ContainerFamilyTest {

  @Test
  void theHostIsAContainerOfThatName() {
    check(
        TestEvent.call("open"),
        ("container.id host container.full_id host container.name host container.image <NA>"
                + " container.privileged <NA> container.mounts <NA> container.mount[0] <NA>")
            .split(" "));
  }

  @Test
  void ofSomeContainersOnlyTheIdIsKnown() {
    TestEvent event =
        TestEvent.call("open")
            .set(SyscallFacts.CONTAINER_ID, "feedc0de1a2b")
            .set(SyscallFacts.PID_NAMESPACE_START_NS, 5601316745268L);
    check(
        event,
        ("container.id feedc0de1a2b container.full_id <NA> container.name <NA> container.image <NA>"
                + " container.mounts <NA> container.start_ts 5601316745268")
            .split(" "));
    assertThat(value("container.mounts", event)).isNull();
    assertThat(Conditions.holds("container.mount.dest[/proc*] != \"N/A\"", event)).isTrue();
    assertThat(Conditions.holds("container.image.repository != x", event)).isFalse();
    assertThat(Conditions.holds("container.privileged != true", event)).isFalse();
  }

  @Test
  void labelsTellTheRest() {
    TestEvent event =
        TestEvent.call("open")
            .inContainer("registry:5000/shop/web:1.2")
            .label("container.privileged", "true")
            .label("container.label.team", "blue")
            .label("k8s.namespace.name", "shop")
            .label("k8s.pod.sandbox_id", "0123456789abcdef");
    check(
        event,
        ("container.image registry:5000/shop/web:1.2"
                + " container.image.repository registry:5000/shop/web container.image.tag 1.2"
                + " container.privileged true container.host_pid <NA> container.label.team blue"
                + " k8s.ns.name shop k8s.pod.sandbox_id 0123456789ab k8s.rc.name <NA>"
                + " gyr.label[container.label.team] blue container.mount[0] <NA>")
            .split(" "));
    assertThat(Conditions.holds("container.privileged = true", event)).isTrue();
  }

  @Test
  void mountsAreFoundByNumberAndByGlob() {
    TestEvent event =
        TestEvent.call("open")
            .inContainer("web")
            .list(
                SyscallFacts.CONTAINER_MOUNT,
                "/etc:/host/etc:ro:false:rprivate",
                "/var/run/docker.sock:/run/d.sock::true:");
    check(
        event,
        ("container.mount[1] /var/run/docker.sock:/run/d.sock::true:"
                + " container.mount.dest[/etc] /host/etc container.mount.dest[/var/*] /run/d.sock"
                + " container.mount.source[/host/etc] /etc container.mount.mode[0] ro"
                + " container.mount.rdwr[1] true container.mount.propagation[/etc] rprivate"
                + " container.mount.dest[/proc*] <NA> container.mount[7] <NA>")
            .split(" "));
    check(
        event,
        "container.mounts",
        "/etc:/host/etc:ro:false:rprivate,/var/run/docker.sock:/run/d.sock::true:");
    assertThat(Conditions.holds("container.mount.dest[/proc*] != \"N/A\"", event)).isFalse();
  }

  @Test
  void probesAreProcessesOfTheirOwnKind() {
    check(
        TestEvent.call("execve").set(SyscallFacts.PROCESS_PROBE, "liveness_probe"),
        "proc.is_container_liveness_probe true proc.is_container_healthcheck false".split(" "));
  }
}
