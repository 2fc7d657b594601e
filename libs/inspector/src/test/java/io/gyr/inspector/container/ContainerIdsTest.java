package io.gyr.inspector.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerIdsTest {
  private static final String ID =
      "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";
  private static final String OTHER = "f".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docker/ID",
        "/ID",
        "/system.slice/docker-ID.scope",
        "/kubepods/burstable/pod1234-5678/ID",
        "/kubepods.slice/kubepods-pod12.slice/cri-containerd-ID.scope",
        "/system.slice/containerd.service/kubepods-besteffort-pod12.slice:cri-containerd:ID",
        "/kubepods.slice/kubepods-pod12.slice/crio-ID.scope",
        "/machine.slice/libpod-ID.scope",
        "/machine.slice/libpod-ID.scope/container",
        "/docker/ID/init.scope",
        "/docker/OTHER/kubelet/kubepods/pod12/ID",
      })
  void findsTheInnermostContainer(String path) {
    assertThat(ContainerIds.of(path.replace("ID", ID).replace("OTHER", OTHER))).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/user.slice/user-1000.slice/session-1.scope",
        "/system.slice/ssh.service",
        "/machine.slice/libpod-conmon-ID.scope",
        "/kubepods.slice/crio-conmon-ID.scope",
        "/xID",
        "/ID0",
      })
  void findsNothingElsewhere(String path) {
    assertThat(ContainerIds.of(path.replace("ID", ID))).isNull();
  }
}
