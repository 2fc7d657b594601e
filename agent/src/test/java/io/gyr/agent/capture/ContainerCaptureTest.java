package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyr.schemas.record.Syscall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process in a control group such as Docker makes. */
class ContainerCaptureTest {
  private static final String ID =
      "6779720a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223242526";

  private final Path hierarchy =
      Files.isDirectory(Path.of("/sys/fs/cgroup/pids"))
          ? Path.of("/sys/fs/cgroup/pids")
          : Path.of("/sys/fs/cgroup");
  private final Path docker = hierarchy.resolve("docker");
  private final Path group = docker.resolve(ID);

  @AfterEach
  void removeGroups() throws Exception {
    Files.deleteIfExists(group);
    if (Files.isDirectory(docker)) {
      // Not ours if it is in use.
      docker.toFile().delete();
    }
  }

  @Test
  void callsCarryTheIdOfTheirContainer() throws Exception {
    assumeTrue(Files.isWritable(hierarchy), "control groups cannot be made here");
    Files.createDirectories(group);
    try (LiveHost host = LiveHost.open()) {
      List<Syscall> calls =
          host.run("sh", "-c", "echo $$ > " + group + "/cgroup.procs; exec cat /etc/hostname");
      assertThat(calls)
          .filteredOn(c -> c.getProcess().getExe().equals("cat"))
          .isNotEmpty()
          .allMatch(c -> ID.equals(c.getContainerId()));
      assertThat(calls)
          .filteredOn(c -> c.getProcess().getExe().equals("sh"))
          .anyMatch(c -> c.getContainerId() == null);
    }
  }
}
