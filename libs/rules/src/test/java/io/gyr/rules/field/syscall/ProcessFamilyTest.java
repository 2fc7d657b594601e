package io.gyr.rules.field.syscall;

import static io.gyr.rules.field.syscall.FieldValues.check;
import static io.gyr.rules.field.syscall.FieldValues.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Conditions;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code proc.*}, {@code thread.*}, {@code user.*} and {@code group.*}. */
class ProcessFamilyTest {

  @Test
  void aProcessHasACommandLine() {
    TestEvent event = TestEvent.execve("/usr/bin/tar", "-c", "/srv");
    check(
        event,
        "proc.cmdline",
        "tar -c /srv",
        "proc.exeline",
        "tar -c /srv",
        "proc.cmdnargs",
        "2",
        "proc.cmdlenargs",
        "6");
    check(
        event
            .set(SyscallFacts.PROCESS_COMMAND_LINE, "as the supplier has it")
            .set(SyscallFacts.PROCESS_ARGUMENTS, "ready"),
        "proc.cmdline",
        "as the supplier has it",
        "proc.args",
        "ready");
    check(TestEvent.execve("/bin/ls"), "proc.args", "", "proc.exeline", "ls ");
    check(TestEvent.bare("read"), "proc.args <NA> proc.cmdline <NA> proc.exeline <NA>".split(" "));
  }

  @Test
  void workingDirectoriesEndInASlash() {
    check(TestEvent.call("read").in("/srv"), "proc.cwd", "/srv/");
    check(TestEvent.call("read").in("/srv/"), "proc.cwd", "/srv/");
    check(TestEvent.call("read").in("/"), "proc.cwd", "/");
  }

  @Test
  void forebearsAreCountedFromTheParent() {
    TestEvent event =
        TestEvent.execve("/bin/ls")
            .childOf("bash")
            .childOf("sshd")
            .list(SyscallFacts.ANCESTOR_START_NS, TestEvent.TIME_NS - 9, 0L)
            .list(SyscallFacts.ANCESTOR_VPID, 4L, 1L);
    check(
        event,
        ("proc.pname bash proc.aname[0] ls proc.aname[1] bash proc.aname[2] sshd proc.aname[3] <NA>"
                + " proc.ppid 999 proc.apid[2] 998 proc.pvpid 4 proc.ppid.duration 9"
                + " proc.loginshellid 999 proc.aexepath[2] /usr/bin/sshd")
            .split(" "));
    check(event, "proc.pcmdline", "bash -x", "proc.acmdline[2]", "sshd -x");
    check(event.set(SyscallFacts.PROCESS_PARENT_ID, 77), "proc.ppid", "77");
    assertThat(Conditions.holds("proc.aname in (sshd, cron)", event)).isTrue();
    assertThat(Conditions.holds("proc.aname = ls", event)).isFalse();
    assertThat(Conditions.holds("proc.apid = 998", event)).isTrue();
  }

  @Test
  void sessionsAndGroupsHaveLeaders() {
    TestEvent event =
        TestEvent.execve("/bin/ls")
            .set(SyscallFacts.PROCESS_SESSION_ID, 1000)
            .set(SyscallFacts.PROCESS_PGID, 1000)
            .set(SyscallFacts.PROCESS_VPGID, 7)
            .set(SyscallFacts.VIRTUAL_GROUP_LEADER_NAME, "make")
            .set(SyscallFacts.VIRTUAL_GROUP_LEADER_EXE, "make")
            .set(SyscallFacts.VIRTUAL_GROUP_LEADER_EXE_PATH, "/usr/bin/make");
    check(
        event,
        ("proc.sname ls proc.is_sid_leader true proc.pgid 1000 proc.is_pgid_leader true"
                + " proc.vpgid 7 proc.is_vpgid_leader false proc.vpgid.name make"
                + " proc.vpgid.exe make proc.vpgid.exepath /usr/bin/make proc.pgid.name <NA>")
            .split(" "));
    check(event.set(SyscallFacts.SESSION_LEADER_NAME, "zsh"), "proc.sname", "zsh");
  }

  @Test
  void executablesHaveFlagsAndTimes() {
    TestEvent event =
        TestEvent.call("openat")
            .set(SyscallFacts.EXE_IS_WRITABLE, 1)
            .set(SyscallFacts.EXE_IS_UPPER_LAYER, 0)
            .set(SyscallFacts.EXE_INODE, 42)
            .set(SyscallFacts.EXE_CHANGE_TIME_NS, 1795296207002644007L)
            .set(SyscallFacts.EXE_CHANGE_TO_START_NS, 386112)
            .set(SyscallFacts.EXE_CHANGE_AFTER_NAMESPACE_NS, 0);
    check(
        event,
        ("proc.is_exe_writable true proc.is_exe_upper_layer false proc.is_exe_lower_layer false"
                + " proc.exe_ino 42 proc.exe_ino.ctime 1795296207002644007"
                + " proc.exe_ino.ctime_duration_proc_start 386112"
                + " proc.exe_ino.ctime_duration_pidns_start <NA> proc.exe_ino.mtime <NA>")
            .split(" "));
    check(
        TestEvent.execve("/x").argument("flags", "EXE_WRITABLE|EXE_UPPER_LAYER"),
        "proc.is_exe_writable true proc.is_exe_upper_layer true proc.is_exe_from_memfd false"
            .split(" "));
  }

  @Test
  void timesHaveNoSign() {
    TestEvent event =
        TestEvent.call("execve").set(SyscallFacts.EXE_CHANGE_TIME_NS, -1962702231707903518L);
    check(event, "proc.exe_ino.ctime", "16484041842001648098");
    assertThat(value("proc.exe_ino.ctime", event))
        .isEqualTo(new BigInteger("16484041842001648098"));
    for (String condition :
        new String[] {
          "proc.exe_ino.ctime > 5", "proc.exe_ino.ctime >= 5", "proc.exe_ino.ctime != 5"
        }) {
      assertThat(Conditions.holds(condition, event)).as(condition).isTrue();
    }
    TestEvent small = TestEvent.call("execve").set(SyscallFacts.EXE_CHANGE_TIME_NS, 5);
    assertThat(Conditions.holds("proc.exe_ino.ctime <= 5", event)).isFalse();
    assertThat(Conditions.holds("proc.exe_ino.ctime <= 5", small)).isTrue();
    assertThat(Conditions.holds("proc.exe_ino.ctime < 5", small)).isFalse();
    assertThat(Conditions.holds("proc.exe_ino.ctime > 4", small)).isTrue();
    assertThat(Conditions.holds("proc.exe_ino.ctime > 5", small)).isFalse();
  }

  @Test
  void environmentsAreSearchedByName() {
    TestEvent event =
        TestEvent.execve("/bin/ls")
            .list(SyscallFacts.PROCESS_ENVIRONMENT, "PATH=/bin", "X_HOME=1", "HOME=/root")
            .list(SyscallFacts.ANCESTOR_ENVIRONMENT, "A=1", "X_LANG=fr LANG=de A=2");
    check(
        event,
        "proc.env",
        "PATH=/bin X_HOME=1 HOME=/root",
        "proc.env[HOME]",
        "/root",
        "proc.env[NONE]",
        "",
        "proc.aenv[LANG]",
        "de",
        "proc.aenv[2]",
        "X_LANG=fr LANG=de A=2",
        "proc.aenv[A]",
        "1");
    assertThat(Conditions.holds("proc.env icontains \"home=/ROOT\"", event)).isTrue();
    assertThat(Conditions.holds("proc.aenv contains \"LANG=de\"", event)).isTrue();
  }

  @Test
  void threadsHaveRightsAndControlGroups() {
    TestEvent event =
        TestEvent.call("capset")
            .by("/bin/x")
            .set(SyscallFacts.THREAD_ID, 1001)
            .set(SyscallFacts.THREAD_VIRTUAL_ID, 2)
            .set(SyscallFacts.CAPABILITIES_EFFECTIVE, 1L << 21 | 1L << 12)
            .set(SyscallFacts.CAPABILITIES_PERMITTED, 0)
            .list(SyscallFacts.THREAD_CGROUP, "cpu=/a", "cpuacct=/b")
            .set(SyscallFacts.PROCESS_MEMORY_SIZE_KIB, 4);
    check(
        event,
        "thread.cap_effective",
        "CAP_NET_ADMIN CAP_SYS_ADMIN",
        "thread.cap_permitted",
        "",
        "thread.cap_inheritable",
        "<NA>",
        "thread.cgroups",
        "cpu=/a cpuacct=/b",
        "thread.cgroup.cpuacct",
        "/b",
        "thread.ismain",
        "false",
        "thread.vtid",
        "2",
        "thread.nametid",
        "x1001",
        "proc.vmsize",
        "4",
        "thread.vmsize",
        "0",
        "thread.exectime",
        "0");
    check(event.set(SyscallFacts.THREAD_ID, 1000), "thread.vmsize.b", "4096");
  }

  @Test
  void descriptorTypesAreAList() {
    TestEvent event =
        TestEvent.call("read")
            .entry(SyscallFacts.OPEN_FD_TYPE, "0", "ipv4")
            .entry(SyscallFacts.OPEN_FD_TYPE, "1", "file");
    check(event, "fd.types (ipv4,file) fd.types[0] (ipv4) proc.stdout.type file".split(" "));
    assertThat(value("fd.types", event)).isEqualTo(List.of("ipv4", "file"));
    assertThat(Conditions.holds("fd.types[0] in (ipv4, ipv6)", event)).isTrue();
    assertThat(Conditions.holds("fd.types[1] in (ipv4, ipv6)", event)).isFalse();
  }

  @Test
  void usersWithoutANameAreNotAvailableButThere() {
    TestEvent event =
        TestEvent.call("read")
            .user(1000, "ann")
            .set(SyscallFacts.GROUP_ID, 5)
            .set(SyscallFacts.USER_SHELL, "/bin/sh");
    check(
        event,
        ("user.uid 1000 user.name ann user.shell /bin/sh user.homedir <NA> user.loginuid -1"
                + " user.loginname <NA> group.name <NA>")
            .split(" "));
    assertThat(value("user.loginname", event)).isEqualTo("<NA>");
    assertThat(Conditions.holds("user.loginname = \"<NA>\" and user.loginuid = -1", event))
        .isTrue();
    assertThat(value("user.name", TestEvent.bare("read"))).isNull();
  }
}
