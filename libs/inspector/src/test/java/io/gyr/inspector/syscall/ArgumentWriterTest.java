package io.gyr.inspector.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.event.RawEventWriter;
import io.gyr.inspector.event.ResolvedEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Arguments as Falco writes them. */
class ArgumentWriterTest {
  private final RawEventWriter writer = new RawEventWriter();
  private final ArgumentWriter arguments = new ArgumentWriter(Architecture.X86_64);

  @Test
  void pathsAndModes() {
    assertThat(write(Syscall.CHMOD, call(0, 0, 04755).string(0, "/a")))
        .isEqualTo("res=0 filename=/a mode=04755");
    assertThat(write(Syscall.MKDIR, call(-17, 0, 0).string(0, "/a")))
        .isEqualTo("res=EEXIST path=/a mode=0");
    assertThat(write(Syscall.FCHMODAT, call(0, -100, 0, 07).string(1, "a")))
        .isEqualTo("res=0 dirfd=AT_FDCWD filename=a mode=0007");
    assertThat(write(Syscall.RENAMEAT2, call(0, -100, 0, 9, 0, 1).string(1, "a").string(3, "b")))
        .isEqualTo("res=0 olddirfd=AT_FDCWD oldpath=a newdirfd=9 newpath=b flags=RENAME_NOREPLACE");
    assertThat(write(Syscall.UNLINKAT, call(0, 3, 0, 0x200).string(1, "d")))
        .isEqualTo("res=0 dirfd=3 name=d flags=AT_REMOVEDIR");
    assertThat(write(Syscall.SYMLINKAT, call(0, 0, -100, 0).string(0, "t").string(2, "l")))
        .isEqualTo("res=0 target=t linkdirfd=AT_FDCWD linkpath=l");
  }

  @Test
  void flagsOfOpen() {
    assertThat(write(Syscall.OPEN, call(-2, 0, 0x80241, 0600).string(0, "/a")))
        .isEqualTo(
            "fd=ENOENT name=/a flags=O_TRUNC|O_CREAT|O_WRONLY|O_CLOEXEC mode=0600 dev=0x0 ino=0");
    // Without O_CREAT the register of the mode holds whatever it held before.
    assertThat(write(Syscall.OPEN, call(-2, 0, 2, 0x7fff1234).string(0, "/a")))
        .contains("flags=O_RDWR mode=0 ");
    assertThat(write(Syscall.OPEN, call(-2, 0, 0x410002, 0600).string(0, "/a")))
        .contains("flags=O_RDWR|O_TMPFILE mode=0600");
    byte[] how =
        ByteBuffer.allocate(24)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0x40)
            .putLong(0644)
            .putLong(8)
            .array();
    assertThat(
            write(
                Syscall.OPENAT2,
                call(-1, -100).string(1, "a").field(EventLayout.FIELD_BUFFER, 2, how)))
        .isEqualTo(
            "fd=EPERM dirfd=AT_FDCWD name=a flags=O_CREAT|O_RDONLY mode=0644"
                + " resolve=RESOLVE_BENEATH dev=0x0 ino=0");
  }

  @Test
  void namespacesAndMounts() {
    assertThat(write(Syscall.UNSHARE, call(0, 0x30020000)))
        .isEqualTo("res=0 flags=CLONE_NEWNS|CLONE_NEWPID|CLONE_NEWUSER");
    assertThat(write(Syscall.SETNS, call(0, 5, 0x40000000)))
        .isEqualTo("res=0 fd=5 nstype=CLONE_NEWNET");
    assertThat(
            write(
                Syscall.MOUNT,
                call(0, 0, 0, 0, 0x1005).string(0, "/x").string(1, "/y").string(2, "ext4")))
        .isEqualTo("res=0 dev=/x dir=/y type=ext4 flags=RDONLY|NODEV|BIND");
    assertThat(write(Syscall.UMOUNT2, call(0, 0, 2).string(0, "/y")))
        .isEqualTo("res=0 name=/y flags=DETACH");
  }

  @Test
  void processesAndCredentials() {
    assertThat(write(Syscall.KILL, call(-1, -1, 9))).isEqualTo("res=EPERM pid=-1 sig=SIGKILL");
    assertThat(write(Syscall.PTRACE, call(0, 16, 42, 0, 0)))
        .isEqualTo("res=0 addr=0x0 data=0x0 request=PTRACE_ATTACH pid=42");
    assertThat(write(Syscall.SETRESUID, call(0, 0xffffffffL, 1000, -1)))
        .isEqualTo("res=0 ruid=-1 euid=1000 suid=-1");
    assertThat(write(Syscall.PROCEXIT, call(0x0b | 0x80)))
        .isEqualTo("status=139 ret=0 sig=SIGSEGV core=1");
    assertThat(write(Syscall.PROCEXIT, call(3 << 8))).isEqualTo("status=768 ret=3 sig=0 core=0");
  }

  @Test
  void addresses() {
    byte[] v4 = {2, 0, 0x1f, (byte) 0x90, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThat(write(Syscall.BIND, call(-13, 3).field(EventLayout.FIELD_SOCKADDR, 1, v4)))
        .isEqualTo("res=EACCES addr=10.0.0.1:8080 fd=3");
    byte[] unix = {1, 0, '/', 'x', 0, 0};
    assertThat(write(Syscall.BIND, call(0, 3).field(EventLayout.FIELD_SOCKADDR, 1, unix)))
        .isEqualTo("res=0 addr=/x fd=3");
  }

  @Test
  void noCallHasMoreArgumentsThanAnEventHolds() {
    for (Syscall call : Syscall.values()) {
      write(call, call(-1));
    }
  }

  private RawEventWriter call(long result, long... registers) {
    return writer.begin(EventLayout.KIND_SYSCALL).call(0, result).arguments(registers);
  }

  private String write(Syscall call, RawEventWriter raw) {
    RawEvent window = raw.wrap(new RawEvent());
    ResolvedEvent event = new ResolvedEvent();
    event.begin(call, 0, window.result(), 1);
    arguments.write(window, event, false);
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < event.argumentCount(); i++) {
      text.add(event.argumentName(i) + "=" + event.argumentValue(i));
    }
    return text.toString();
  }
}
