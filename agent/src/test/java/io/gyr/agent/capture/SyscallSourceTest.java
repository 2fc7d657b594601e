package io.gyr.agent.capture;

import static io.gyr.agent.capture.SyscallRecords.argument;
import static io.gyr.agent.capture.SyscallRecords.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.schemas.record.Ancestor;
import io.gyr.schemas.record.Syscall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real commands on the real kernel, and the records that come of them. */
class SyscallSourceTest {
  @TempDir Path directory;
  private LiveHost host;

  @BeforeEach
  void capture() {
    host = LiveHost.open();
  }

  @AfterEach
  void close() {
    if (host != null) {
      assertThat(host.source().counters().failedEvents()).isZero();
      host.close();
    }
  }

  @Test
  void aProgramStartsReadsAndEnds() throws Exception {
    long before = nanos();
    List<Syscall> calls = host.run("sh", "-c", "cat /etc/hostname; exit 3");
    Syscall exec =
        only(calls, c -> c.getType().equals("execve") && c.getProcess().getExe().equals("cat"));
    assertThat(exec.getResult()).isZero();
    assertThat(exec.getProcess().getName()).isEqualTo("cat");
    assertThat(exec.getProcess().getExePath()).endsWith("/cat");
    assertThat(exec.getProcess().getArguments()).containsExactly("/etc/hostname");
    assertThat(exec.getProcess().getCwd()).isEqualTo(Path.of("").toAbsolutePath().toString());
    assertThat(exec.getProcess().getVpid()).isEqualTo(exec.getProcess().getPid());
    assertThat(exec.getTimeNs()).isBetween(before, nanos());
    assertThat(exec.getProcess().getStartTimeNs()).isBetween(before, exec.getTimeNs());
    assertThat(argument(exec, "args")).isEqualTo("/etc/hostname");
    Ancestor shell = exec.getProcess().getAncestors().get(0);
    assertThat(shell.getCommandLine()).isEqualTo("sh -c cat /etc/hostname; exit 3");
    assertThat(exec.getProcess().getAncestors().get(1).getPid())
        .isEqualTo(ProcessHandle.current().pid());
    assertThat(exec.getProcess().getAncestors()).hasSizeLessThanOrEqualTo(8);

    Syscall open =
        only(calls, c -> c.getFd() != null && c.getFd().getName().equals("/etc/hostname"));
    assertThat(open.getType()).isEqualTo("openat");
    assertThat(open.getResult()).isEqualTo(open.getFd().getNumber());
    assertThat(open.getFd().getType()).isEqualTo("file");
    assertThat(open.getFd().getConnection()).isNull();
    assertThat(argument(open, "flags")).isEqualTo("O_RDONLY");
    assertThat(argument(open, "ino"))
        .isEqualTo(Files.getAttribute(Path.of("/etc/hostname"), "unix:ino").toString());
    assertThat(argument(open, "dev"))
        .isEqualTo(
            "0x"
                + Long.toHexString(
                    (Long) Files.getAttribute(Path.of("/etc/hostname"), "unix:dev")));
    assertThat(open.getUser().getUid()).isZero();
    assertThat(open.getUser().getName()).isEqualTo("root");
    assertThat(open.getUser().getGroup()).isEqualTo("root");
    assertThat(open.getContainerId()).isNull();

    Syscall exit =
        only(calls, c -> c.getType().equals("procexit") && c.getProcess().getName().equals("sh"));
    assertThat(argument(exit, "ret")).isEqualTo("3");
    Syscall fork =
        calls.stream()
            .filter(c -> c.getType().matches("clone|clone3|v?fork"))
            .findFirst()
            .orElseThrow();
    assertThat(fork.getResult()).isEqualTo(exec.getProcess().getPid());
  }

  @Test
  void filesAreMadeChangedAndRemoved() throws Exception {
    String script =
        "mkdir d; cd d; echo x > f; chmod 640 f; mv f g; ln -s g s; ln g h; rm g; cd ..; "
            + "rmdir nothing; chmod 4755 d/h";
    List<Syscall> calls = host.run("sh", "-c", "cd " + directory + "; " + script);
    assertThat(argument(only(calls, "mkdir.*"), "path")).isEqualTo("d");
    Syscall write =
        only(calls, c -> c.getFd() != null && c.getFd().getName().equals(directory + "/d/f"));
    assertThat(argument(write, "flags")).isEqualTo("O_TRUNC|O_CREAT|O_WRONLY");
    assertThat(argument(write, "mode")).isEqualTo("0666");
    assertThat(argument(write, "name")).isEqualTo("f");
    assertThat(calls)
        .filteredOn(c -> c.getType().matches("f?chmod(at)?"))
        .extracting(c -> argument(c, "mode"))
        .containsExactly("0640", "04755");
    Syscall rename = only(calls, c -> c.getType().startsWith("rename") && c.getResult() == 0);
    assertThat(argument(rename, "oldpath")).isEqualTo("f");
    assertThat(argument(rename, "newpath")).isEqualTo("g");
    assertThat(rename.getProcess().getCwd()).isEqualTo(directory + "/d");
    Syscall symlink = only(calls, "symlink.*");
    assertThat(argument(symlink, "target")).isEqualTo("g");
    assertThat(argument(symlink, "linkpath")).isEqualTo("s");
    assertThat(argument(only(calls, "link|linkat"), "newpath")).isEqualTo("h");
    assertThat(argument(only(calls, "unlink|unlinkat"), "res")).isEqualTo("0");
    Syscall failed = only(calls, "rmdir");
    assertThat(failed.getResult()).isEqualTo(-2);
    assertThat(argument(failed, "res")).isEqualTo("ENOENT");
  }

  @Test
  void descriptorsAreKnownThroughDupAndFork() throws Exception {
    String program =
        "open(my $f, '>', 'kept') or die; open(my $g, '>&', $f) or die; close $f; "
            + "if (my $c = fork) { waitpid($c, 0) } else { chmod 0600, $g; exit 0 }";
    List<Syscall> calls =
        host.run("sh", "-c", "cd " + directory + "; exec perl -e \"$0\"", program);
    Syscall chmod = only(calls, "fchmod");
    assertThat(chmod.getFd().getName()).isEqualTo(directory + "/kept");
    assertThat(argument(chmod, "fd")).isEqualTo("<f>" + directory + "/kept");
  }

  @Test
  void aChildThatGivesUpItsRightsIsAnotherUser() throws Exception {
    List<Syscall> calls =
        host.run("perl", "-e", "$) = '65534 65534'; $( = 65534; $< = $> = 65534; open(F, '/x')");
    Syscall last = only(calls, c -> c.getResult() == -2 && argument(c, "name").equals("/x"));
    assertThat(last.getUser().getUid()).isEqualTo(65534);
    assertThat(last.getUser().getName()).isEqualTo("nobody");
    assertThat(last.getUser().getGid()).isEqualTo(65534);
    assertThat(last.getUser().getGroup()).isEqualTo("nogroup");
    assertThat(calls).anyMatch(c -> c.getType().matches("setre?s?uid"));
  }

  @Test
  void aKilledProcessTellsItsSignal() throws Exception {
    List<Syscall> calls = host.run("sh", "-c", "kill -9 $$");
    assertThat(argument(only(calls, "kill"), "sig")).isEqualTo("SIGKILL");
    assertThat(argument(only(calls, "procexit"), "sig")).isEqualTo("SIGKILL");
  }

  @Test
  void aProgramThatIsNotThereFailsToStart() throws Exception {
    List<Syscall> calls = host.run("perl", "-e", "exec '/nowhere/x'");
    Syscall failed = only(calls, c -> c.getType().equals("execve") && c.getResult() == -2);
    assertThat(argument(failed, "filename")).isEqualTo("/nowhere/x");
    assertThat(failed.getProcess().getExe()).isEqualTo("perl");
  }

  @Test
  void aFileThatExistsOnlyInMemoryIsNamedAsSuch() throws Exception {
    // memfd_create has one number per architecture; fexecve of it is what intruders do.
    int number = System.getProperty("os.arch").equals("amd64") ? 319 : 279;
    String program =
        "my $name = 'evil'; my $fd = syscall("
            + number
            + ", $name, 0); open(my $o, '>&=', $fd);"
            + "open(my $i, '<', '/bin/true'); local $/; print $o <$i>; $o->flush;"
            + "exec \"/proc/self/fd/$fd\"";
    List<Syscall> calls = host.run("perl", "-MIO::Handle", "-e", program);
    assertThat(calls)
        .filteredOn(c -> c.getType().equals("execve"))
        .extracting(c -> c.getProcess().getExePath())
        .contains("/memfd:evil");
  }

  private static long nanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
  }
}
