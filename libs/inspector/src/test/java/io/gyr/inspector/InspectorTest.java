package io.gyr.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.event.RawEventWriter;
import io.gyr.inspector.event.ResolvedEvent;
import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdType;
import io.gyr.inspector.proc.ProcSource;
import io.gyr.inspector.syscall.Architecture;
import io.gyr.inspector.syscall.Syscall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events as a file would hold them: nothing but the events themselves can be asked. */
class InspectorTest {
  private static final long START = 5_000_000_000L;
  private static final int AT_FDCWD = -100;

  private final Inspector inspector =
      new Inspector(Architecture.X86_64, ProcSource.NONE, Inspector.shownByDefault());
  private final RawEventWriter writer = new RawEventWriter();
  private final RawEvent window = new RawEvent();

  @Test
  void anExecNamesItsProcessAndItsForebears() {
    exec(10, 1, "/usr/bin/bash", List.of("bash", "-l"));
    fork(10, 11);
    ResolvedEvent event = exec(11, 10, "/usr/bin/cat", List.of("cat", "/etc/passwd"));
    assertThat(event.type()).isEqualTo(Syscall.EXECVE);
    assertThat(event.process().exe()).isEqualTo("cat");
    assertThat(event.process().exePath()).isEqualTo("/usr/bin/cat");
    assertThat(event.process().arguments()).containsExactly("/etc/passwd");
    assertThat(event.process().commandLine()).isEqualTo("cat /etc/passwd");
    assertThat(Objects.requireNonNull(event.process().parent()).commandLine()).isEqualTo("bash -l");
    assertThat(event.argument("args")).isEqualTo("/etc/passwd");
    assertThat(event.argument("res")).isEqualTo("0");
  }

  @Test
  void aRelativePathStartsFromTheWorkingDirectory() {
    exec(10, 1, "/bin/sh", List.of("sh"));
    show(call(10, Syscall.CHDIR, 0, 0).string(0, "..").path(EventLayout.FIELD_CWD, "/var/log"));
    ResolvedEvent event = open(10, AT_FDCWD, "syslog", 3, 0x441, 0644);
    assertThat(Objects.requireNonNull(event.fd()).name()).isEqualTo("/var/log/syslog");
    assertThat(event.argument("name")).isEqualTo("syslog");
    assertThat(event.argument("flags")).isEqualTo("O_APPEND|O_CREAT|O_WRONLY");
    assertThat(event.argument("mode")).isEqualTo("0644");
    assertThat(event.argument("dirfd")).isEqualTo("AT_FDCWD");
    assertThat(event.argument("fd")).isEqualTo("<f>/var/log/syslog");
  }

  @Test
  void aRelativePathStartsFromAnOpenDirectory() {
    exec(10, 1, "/bin/sh", List.of("sh"));
    show(
        call(10, Syscall.OPENAT, 3, AT_FDCWD, 0, 0x10000)
            .string(1, "/etc")
            .field(EventLayout.FIELD_FILE, 0, file(0040755)));
    ResolvedEvent event = open(10, 3, "passwd", 4, 0, 0);
    assertThat(Objects.requireNonNull(event.fd()).name()).isEqualTo("/etc/passwd");
    assertThat(event.argument("dirfd")).isEqualTo("<d>/etc");
  }

  @Test
  void aFailedOpenHasNoDescriptor() {
    exec(10, 1, "/bin/sh", List.of("sh"));
    ResolvedEvent event = open(10, AT_FDCWD, "/etc/shadow", -13, 0, 0);
    assertThat(event.fd()).isNull();
    assertThat(event.result()).isEqualTo(-13);
    assertThat(event.argument("fd")).isEqualTo("EACCES");
  }

  @Test
  void descriptorsFollowDupForkExecAndClose() {
    exec(10, 1, "/bin/sh", List.of("sh"));
    open(10, AT_FDCWD, "/tmp/kept", 3, 0, 0);
    open(10, AT_FDCWD, "/tmp/closed", 4, 0x80000, 0);
    show(call(10, Syscall.DUP2, 7, 3, 7));
    fork(10, 11);
    slim(10, Syscall.CLOSE, 0, 3);
    exec(11, 10, "/bin/cat", List.of("cat"));
    assertThat(fchmod(10, 3)).isEqualTo(Descriptor.UNKNOWN);
    assertThat(fchmod(10, 7)).isEqualTo(Descriptor.of(FdType.FILE, "/tmp/kept"));
    assertThat(fchmod(11, 3)).isEqualTo(Descriptor.of(FdType.FILE, "/tmp/kept"));
    assertThat(fchmod(11, 4)).isEqualTo(Descriptor.UNKNOWN);
  }

  @Test
  void onlyADuplicateOfASocketIsShown() {
    exec(10, 1, "/bin/sh", List.of("sh"));
    open(10, AT_FDCWD, "/tmp/a", 3, 0, 0);
    slim(10, Syscall.SOCKET, 4, 2, 1, 0);
    assertThat(inspector.resolve(call(10, Syscall.DUP2, 0, 3, 0).wrap(window))).isNull();
    ResolvedEvent event = show(call(10, Syscall.DUP2, 1, 4, 1));
    assertThat(event.fdNumber()).isEqualTo(1);
    assertThat(Objects.requireNonNull(event.fd()).type()).isEqualTo(FdType.IPV4);
  }

  @Test
  void aProcessNumberThatIsUsedAgainIsAnotherProcess() {
    exec(10, 1, "/usr/bin/first", List.of("first"));
    ResolvedEvent event =
        show(
            header(EventLayout.KIND_SYSCALL, 10, 1)
                .processStart(START + 1_000_000_000L)
                .call(Syscall.UNLINK.number(Architecture.X86_64, false), 0)
                .comm("second")
                .string(0, "/tmp/a"));
    assertThat(event.process().name()).isEqualTo("second");
    assertThat(event.process().exePath()).isEmpty();
  }

  @Test
  void theContainerIsKnownFromTheFirstEventInItsCgroup() {
    String id = "ab".repeat(32);
    RawEventWriter first =
        header(EventLayout.KIND_SYSCALL, 10, 1)
            .cgroup(77)
            .call(Syscall.UNLINK.number(Architecture.X86_64, false), 0)
            .string(0, "/tmp/a")
            .path(EventLayout.FIELD_CGROUP, "/docker/" + id);
    assertThat(show(first).containerId()).isEqualTo(id);
    RawEventWriter later =
        header(EventLayout.KIND_SYSCALL, 10, 1)
            .cgroup(77)
            .call(Syscall.UNLINK.number(Architecture.X86_64, false), 0)
            .string(0, "/tmp/b");
    assertThat(show(later).containerId()).isEqualTo(id);
    RawEventWriter elsewhere =
        header(EventLayout.KIND_SYSCALL, 12, 1)
            .cgroup(78)
            .call(Syscall.UNLINK.number(Architecture.X86_64, false), 0)
            .string(0, "/tmp/c");
    assertThat(show(elsewhere).containerId()).isNull();
  }

  @Test
  void theEndTellsHowItCame() {
    exec(10, 1, "/bin/sh", List.of("sh"));
    ResolvedEvent event = show(header(EventLayout.KIND_EXIT, 10, 1).call(0, 9));
    assertThat(event.type()).isEqualTo(Syscall.PROCEXIT);
    assertThat(event.argument("sig")).isEqualTo("SIGKILL");
    assertThat(event.argument("ret")).isEqualTo("0");
    assertThat(event.process().exe()).isEqualTo("sh");
    assertThat(inspector.processes().get(10)).isNull();
  }

  @Test
  void timesAreUtcAndAProcessKeepsItsStart() {
    inspector.setClockOffset(1_000);
    long first = exec(10, 1, "/bin/sh", List.of("sh")).processStartNs();
    assertThat(first).isEqualTo(START + 1_000);
    inspector.setClockOffset(2_000_000);
    ResolvedEvent event = open(10, AT_FDCWD, "/a", 3, 0, 0);
    assertThat(event.timeNs()).isEqualTo(START + 500 + 2_000_000);
    assertThat(event.processStartNs()).isEqualTo(first);
  }

  private ResolvedEvent exec(int pid, int parent, String path, List<String> argv) {
    return show(
        header(EventLayout.KIND_EXEC, pid, parent)
            .comm(argv.get(0))
            .string(0, path)
            .argv(argv)
            .path(EventLayout.FIELD_EXE, path)
            .path(EventLayout.FIELD_CWD, "/home/me"));
  }

  private void fork(int parent, int child) {
    RawEventWriter event =
        header(EventLayout.KIND_FORK, parent, 1).arguments(child, child, START).call(0, child);
    assertThat(inspector.resolve(event.comm("bash").wrap(window))).isNull();
  }

  private ResolvedEvent open(int pid, int dirfd, String name, long result, int flags, int mode) {
    return show(call(pid, Syscall.OPENAT, result, dirfd, 0, flags, mode).string(1, name));
  }

  private @Nullable Descriptor fchmod(int pid, int fd) {
    return show(call(pid, Syscall.FCHMOD, 0, fd, 0600)).fd();
  }

  private void slim(int pid, Syscall call, long result, long... arguments) {
    RawEventWriter event = call(pid, call, result, arguments).flags(EventLayout.FLAG_SLIM);
    assertThat(inspector.resolve(event.wrap(window))).isNull();
  }

  private RawEventWriter call(int pid, Syscall call, long result, long... arguments) {
    return header(EventLayout.KIND_SYSCALL, pid, pid == 11 ? 10 : 1)
        .call(call.number(Architecture.X86_64, false), result)
        .arguments(arguments);
  }

  private RawEventWriter header(int kind, int pid, int parent) {
    return writer
        .begin(kind)
        .time(START + 500)
        .ids(pid, pid, parent)
        .place(pid, 1, 0)
        .processStart(START)
        .comm("sh");
  }

  private ResolvedEvent show(RawEventWriter event) {
    ResolvedEvent resolved = inspector.resolve(event.wrap(window));
    // A chdir is not shown by default, and its callers do not look.
    return resolved == null ? new ResolvedEvent() : resolved;
  }

  private static byte[] file(int mode) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x800001)
        .putInt(mode)
        .putLong(42)
        .array();
  }
}
