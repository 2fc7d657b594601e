package io.gyr.inspector.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.fd.FdTable;
import io.gyr.inspector.fd.FdType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that looks like /proc, and where it matters the real one. */
class LiveProcTest {
  @TempDir Path root;

  @Test
  void readsAProcess() throws IOException {
    write(
        "42/stat",
        "42 (a) b (c) S 1 42 7 34816 42 4194560 1 0 0 0 0 0 0 0 20 0 1 0 250 1000 1 2 3\n");
    write("42/status", "Name:\tx\nNSpid:\t42\t1\n");
    write("42/cmdline", "/bin/sh\0-c\0\0");
    Files.createSymbolicLink(root.resolve("42/exe"), Path.of("/bin/dash (deleted)"));
    Files.createSymbolicLink(root.resolve("42/cwd"), Path.of("/tmp"));
    ProcessSnapshot process = Objects.requireNonNull(proc().process(42));
    assertThat(process.name()).isEqualTo("a) b (c");
    assertThat(process.parentPid()).isEqualTo(1);
    assertThat(process.session()).isEqualTo(7);
    assertThat(process.tty()).isEqualTo(34816);
    assertThat(process.start()).isEqualTo(2_500_000_000L);
    assertThat(process.virtualPid()).isEqualTo(1);
    assertThat(process.commandLine()).containsExactly("/bin/sh", "-c", "");
    assertThat(process.exePath()).isEqualTo("/bin/dash");
    assertThat(process.cwd()).isEqualTo("/tmp");
    assertThat(proc().process(43)).isNull();
  }

  @Test
  void prefersThePidsHierarchyAndTakesTheUnifiedOneElse() throws IOException {
    write("1/cgroup", "8:pids:/docker/abc\n0::/x\n");
    write("2/cgroup", "0::/system.slice/ssh.service\n");
    assertThat(proc().cgroup(1)).isEqualTo("/docker/abc");
    assertThat(proc().cgroup(2)).isEqualTo("/system.slice/ssh.service");
    assertThat(proc().cgroup(3)).isNull();
  }

  @Test
  void readsSocketsByInode() throws IOException {
    write(
        "5/net/tcp",
        "  sl\n"
            + line(0, "0100007F:1F90 00000000:0000 0A", 100)
            + line(1, "0100007F:1F90 0100007F:C000 01", 101)
            + line(2, "0100007F:C000 0100007F:1F90 01", 102));
    write(
        "5/net/tcp6",
        "  sl\n"
            + line(
                0,
                "00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A",
                103));
    write("5/net/unix", "Num\n0000: 00000002 00000000 00010000 0001 01 104 /run/x.sock\n");
    Files.createDirectories(root.resolve("5/ns"));
    Files.createSymbolicLink(root.resolve("5/ns/net"), Path.of("net:[1]"));
    Files.createDirectories(root.resolve("5/fd"));
    for (int i = 0; i < 5; i++) {
      Files.createSymbolicLink(root.resolve("5/fd/" + i), Path.of("socket:[10" + i + "]"));
    }
    Files.createSymbolicLink(root.resolve("5/fd/5"), Path.of("pipe:[7]"));
    Files.createSymbolicLink(root.resolve("5/fd/6"), Path.of("anon_inode:[eventpoll]"));
    Files.createSymbolicLink(root.resolve("5/fd/7"), root);
    FdTable fds = new FdTable();
    proc().descriptors(5, fds);
    assertThat(name(fds, 0)).isEqualTo("ipv4 127.0.0.1:8080");
    assertThat(name(fds, 1)).isEqualTo("ipv4 127.0.0.1:49152->127.0.0.1:8080");
    assertThat(Objects.requireNonNull(Objects.requireNonNull(fds.get(1)).connection()).isServer())
        .isTrue();
    assertThat(Objects.requireNonNull(Objects.requireNonNull(fds.get(2)).connection()).isServer())
        .isFalse();
    assertThat(name(fds, 2)).isEqualTo(name(fds, 1));
    assertThat(name(fds, 3)).isEqualTo("ipv6 ::1:80");
    assertThat(name(fds, 4)).isEqualTo("unix /run/x.sock");
    assertThat(Objects.requireNonNull(fds.get(5)).type()).isEqualTo(FdType.PIPE);
    assertThat(Objects.requireNonNull(fds.get(6)).type()).isEqualTo(FdType.EVENTPOLL);
    assertThat(name(fds, 7)).isEqualTo("directory " + root);
  }

  @Test
  void readsNamesButFollowsNoLinkOutOfTheContainer() throws IOException {
    write("6/root/etc/passwd", "root:x:0:0:r:/root:/bin/sh\nbad line\napp:x:1000:1000::/:\n");
    assertThat(proc().users(6)).isEqualTo(Map.of(0L, "root", 1000L, "app"));
    assertThat(proc().groups(6)).isEmpty();
    Files.createDirectories(root.resolve("7/root/etc"));
    Files.createSymbolicLink(root.resolve("7/root/etc/passwd"), Path.of("/etc/passwd"));
    assertThat(proc().users(7)).isEmpty();
    assertThat(proc().users(8)).isNull();
  }

  @Test
  void findsThisProcessInTheRealOne() {
    LiveProc real = new LiveProc(Path.of("/proc"));
    int pid = (int) ProcessHandle.current().pid();
    assertThat(real.pids()).contains(pid);
    ProcessSnapshot self = Objects.requireNonNull(real.process(pid));
    assertThat(self.exePath()).endsWith("java");
    assertThat(self.cwd()).isEqualTo(Path.of("").toAbsolutePath().toString());
  }

  private LiveProc proc() {
    return new LiveProc(root);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String line(int number, String ends, int inode) {
    return "   "
        + number
        + ": "
        + ends
        + " 00000000:00000000 00:00000000 00000000     0        0 "
        + inode
        + " 1 0000000000000000 100 0 0 10 0\n";
  }

  private static @Nullable String name(FdTable fds, int number) {
    return Objects.requireNonNull(fds.get(number)).type().text()
        + " "
        + Objects.requireNonNull(fds.get(number)).name();
  }
}
