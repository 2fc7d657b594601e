package io.gyr.agent.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.agent.RecordKind;
import io.gyr.schemas.record.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @TempDir Path root;
  @TempDir Path data;
  private final List<Entity> published = new ArrayList<>();

  @Test
  void theMachineIdIsTheHostsId() throws IOException {
    file("etc/machine-id", "3d1219c7c4c5404aaa1f6d2a48adfda4\n");
    file("proc/sys/kernel/hostname", "node-7\n");
    assertThat(HostIdentity.find("", "", root, data))
        .isEqualTo(new HostIdentity("3d1219c7c4c5404aaa1f6d2a48adfda4", "node-7"));
    assertThat(HostIdentity.find("own", "name", root, data))
        .isEqualTo(new HostIdentity("own", "name"));
  }

  @Test
  void withoutOneAnIdIsMadeUpAndKept() throws IOException {
    HostIdentity made = HostIdentity.find("", "", root, data);
    assertThat(made.id()).matches("[0-9a-f]{32}");
    assertThat(HostIdentity.find("", "", root, data).id()).isEqualTo(made.id());
  }

  @Test
  void theHostIsDescribed() throws IOException {
    file("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n");
    file("proc/sys/kernel/osrelease", "6.18.1\n");
    assertThat(new HostIdentity("id", "node-7").labels(root))
        .containsEntry("host.id", "id")
        .containsEntry("host.name", "node-7")
        .containsEntry("os.type", "linux")
        .containsEntry("os.description", "Debian GNU/Linux 12 (Linux 6.18.1)")
        .containsKey("host.arch");
  }

  @Test
  void dockerTellsNameAndImage() throws IOException {
    file(
        "var/lib/docker/containers/" + ID + "/config.v2.json",
        "{\"Name\":\"/web\",\"Config\":{\"Image\":\"registry:5000/nginx:1.27\"}}");
    assertThat(new ContainerDetails(root).labels(ID))
        .isEqualTo(
            Map.of(
                "container.id", ID,
                "container.runtime", "docker",
                "container.name", "web",
                "container.image.name", "registry:5000/nginx",
                "container.image.tags", "1.27"));
  }

  @Test
  void containerdTellsThePod() throws IOException {
    file(
        "run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
        "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"web\","
            + "\"io.kubernetes.cri.sandbox-name\":\"web-1\","
            + "\"io.kubernetes.cri.sandbox-namespace\":\"shop\"}}");
    assertThat(new ContainerDetails(root).labels(ID))
        .containsEntry("container.runtime", "containerd")
        .containsEntry("container.name", "web")
        .containsEntry("k8s.pod.name", "web-1")
        .containsEntry("k8s.namespace.name", "shop");
  }

  @Test
  void anUnreadableDescriptionLeavesTheId() throws IOException {
    file("var/lib/docker/containers/" + ID + "/config.v2.json", "{\"Name\":");
    assertThat(new ContainerDetails(root).labels(ID)).isEqualTo(Map.of("container.id", ID));
  }

  @Test
  void aContainerIsPublishedAtFirstSightAndInEachRound() {
    EntityPublisher publisher =
        new EntityPublisher(new HostIdentity("h", "n"), root, this::publish);
    publisher.publishAll(Set.of());
    assertThat(kinds()).containsExactly("host");
    publisher.publishNew(Set.of(ID));
    publisher.publishNew(Set.of(ID));
    assertThat(kinds()).containsExactly("host", "container");
    publisher.publishAll(Set.of(ID));
    assertThat(kinds()).containsExactly("host", "container", "host", "container");
    publisher.publishNew(Set.of());
    publisher.publishNew(Set.of(ID));
    assertThat(kinds()).hasSize(5).last().isEqualTo("container");
    assertThat(published.get(4).getId()).isEqualTo(ID);
    assertThat(published.get(4).getHostId()).isEqualTo("h");
  }

  private List<String> kinds() {
    return published.stream().map(Entity::getKind).toList();
  }

  private boolean publish(RecordKind kind, byte[] body, int offset, int length) {
    assertThat(kind).isEqualTo(RecordKind.ENTITY);
    try {
      published.add(
          new SpecificDatumReader<Entity>(Entity.getClassSchema())
              .read(null, DecoderFactory.get().binaryDecoder(body, offset, length, null)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return true;
  }

  private void file(String path, String content) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), content);
  }
}
