package io.gyr.rules.field.syscall;

import static io.gyr.rules.field.syscall.FieldValues.check;
import static io.gyr.rules.field.syscall.FieldValues.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Conditions;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import org.junit.jupiter.api.Test;

/** {@code fd.*}. */
class DescriptorFamilyTest {

  @Test
  void filesHaveNamesDirectoriesAndNumbers() {
    TestEvent event =
        TestEvent.open("/etc/ssh/sshd_config", "O_RDONLY")
            .set(SyscallFacts.FD_NAME_RAW, "/etc//ssh/../ssh//sshd_config")
            .set(SyscallFacts.FD_INODE, 99)
            .set(SyscallFacts.FD_DEVICE, 0x12a00103);
    check(
        event,
        ("fd.num 3 fd.type file fd.typechar f fd.directory /etc/ssh fd.filename sshd_config"
                + " fd.nameraw /etc/ssh/../ssh/sshd_config fd.uid 10003 fd.ino 99 fd.dev 12A00103"
                + " fd.dev.major 1 fd.dev.minor 76291 fd.containername :/etc/ssh/sshd_config"
                + " fd.sockfamily <NA> fd.l4proto <NA>")
            .split(" "));
    assertThat(value("fd.dev", event)).isEqualTo("12A00103");
    assertThat(value("fd.l4proto", event)).isEqualTo("<NA>");
    check(
        TestEvent.call("getdents64").fd(4, "directory", "/etc/").inContainer("x"),
        "fd.directory /etc/ fd.filename <NA> fd.containerdirectory 3ad7b26ded6d:/etc/".split(" "));
    check(TestEvent.open("/a", "O_RDONLY"), "fd.directory / fd.filename a".split(" "));
  }

  @Test
  void callsThatFailedNameWhatTheyWereAfter() {
    TestEvent open =
        TestEvent.call("openat")
            .argument("dirfd", "AT_FDCWD")
            .argument("name", "etc/shadow")
            .result(-2)
            .set(SyscallFacts.FD_NUMBER, -1);
    check(
        open,
        ("fd.num -1 fd.name /etc/shadow fd.directory /etc fd.filename <NA> fd.type <NA>"
                + " fd.typechar f fd.l4proto <NA>")
            .split(" "));
    assertThat(value("fd.type", open)).isNull();
    TestEvent connect =
        TestEvent.connect("203.0.113.9", 443)
            .argument("tuple", "10.0.0.5:40000->203.0.113.9:443")
            .result(-115)
            .set(SyscallFacts.FD_NAME, "");
    check(connect, "fd.name", "10.0.0.5:40000->203.0.113.9:443");
    TestEvent unlinkat = TestEvent.call("unlinkat").set(SyscallFacts.FD_NUMBER, -100);
    assertThat(value("fd.name", unlinkat)).isEqualTo("");
    assertThat(value("fd.name", TestEvent.call("mkdir"))).isNull();
  }

  @Test
  void connectionsHaveTwoEnds() {
    TestEvent event = TestEvent.connect("203.0.113.9", 443);
    check(
        event,
        ("fd.cip 10.0.0.5 fd.sip 203.0.113.9 fd.lip 10.0.0.5 fd.rip 203.0.113.9 fd.cport 40000"
                + " fd.sport 443 fd.lport 40000 fd.rport 443 fd.sproto 443 fd.l4proto tcp"
                + " fd.sockfamily ip fd.is_server false fd.typechar 4")
            .split(" "));
    assertThat(value("fd.sport", event)).isEqualTo(443L);
    check(
        event.set(SyscallFacts.FD_CLIENT_IS_LOCAL, 0),
        "fd.lport 443 fd.rport 40000 fd.lip 203.0.113.9".split(" "));
    TestEvent listening =
        TestEvent.call("listen")
            .fd(3, "ipv6", ":::80")
            .set(SyscallFacts.FD_SERVER_IP, "::")
            .set(SyscallFacts.FD_SERVER_PORT, 80)
            .set(SyscallFacts.FD_IS_SERVER, 1);
    check(
        listening,
        "fd.typechar 3 fd.sport 80 fd.cport <NA> fd.lport <NA> fd.lip <NA> fd.is_server true"
            .split(" "));
  }

  @Test
  void testsOfBothEndsAskEither() {
    TestEvent event = TestEvent.connect("203.0.113.9", 443);
    check(event, "fd.ip", "(10.0.0.5,203.0.113.9)");
    for (String condition :
        new String[] {
          "fd.ip = 203.0.113.9",
          "fd.net = 10.0.0.0/8",
          "fd.snet = 203.0.113.0/24",
          "fd.cnet in (172.16.0.0/12, 10.0.0.0/8)",
          "fd.port = 443",
          "fd.port in (22, 40000)",
          "fd.port >= 40000",
          "fd.port != 80",
          "fd.ip != 10.0.0.6",
          "fd.sport >= 443 and fd.sport < 444"
        }) {
      assertThat(Conditions.holds(condition, event)).as(condition).isTrue();
    }
    for (String condition :
        new String[] {"fd.port != 443", "fd.ip != 10.0.0.5", "fd.snet = 10.0.0.0/8"}) {
      assertThat(Conditions.holds(condition, event)).as(condition).isFalse();
    }
  }

  @Test
  void whatIsNotThereIsUnequalToNothing() {
    TestEvent event = TestEvent.call("mkdir");
    for (String condition :
        new String[] {"fd.name != x", "fd.sport != 80", "fd.ip != 1.1.1.1", "fd.num >= 0"}) {
      assertThat(Conditions.holds(condition, event)).as(condition).isFalse();
    }
  }
}
