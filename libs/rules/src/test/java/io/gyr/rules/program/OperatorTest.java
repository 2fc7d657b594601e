package io.gyr.rules.program;

import static io.gyr.rules.Conditions.holds;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operator on one event: what holds, what does not, and what an absent value does. */
class OperatorTest {

  private static final TestEvent EVENT =
      TestEvent.connect("198.51.100.7", 443)
          .by("/usr/bin/Python3", "-c", "say 'hi there'")
          .childOf("bash")
          .childOf("sshd")
          .childOf("systemd")
          .argument("flags", "O_RDONLY|O_CLOEXEC")
          .argument("data", "aGVsbG8=")
          .inContainer("docker.io:5000/shop/web:1.2");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proc.name = Python3",
        "proc.name == Python3",
        "proc.name=Python3",
        "proc.name != python3",
        "proc.name < 9 or proc.name > 9",
        "proc.pid = 1000",
        "proc.pid > 999 and proc.pid <= 1000 and proc.pid < 0x3e9",
        "user.loginuid = -1",
        "evt.failed = false and evt.failed != true",
        "proc.cmdline contains \"'hi there'\"",
        "proc.cmdline contains 'say \\'hi'",
        "proc.cmdline contains anyof (no, \"'hi there'\")",
        "proc.cmdline contains allof (say, hi, Python)",
        "proc.cmdline contains oneof (say, hoo)",
        "not proc.cmdline contains oneof (say, hi)",
        "proc.name startswith anyof (A, Py)",
        "proc.name = oneof (a, Python3) and proc.name != allof (a, b) and proc.name != anyof (a, Python3)",
        "proc.pid = anyof (1, 1000) and proc.pid != allof (1, 2)",
        "proc.aname startswith anyof (x, sshd)",
        "evt.type = anyof (connect, accept)",
        "proc.name regex anyof ('x+', 'Py[[:alpha:]]+[0-9]')",
        "proc.name icontains PYTHON",
        "proc.name bcontains 7974686f6e",
        "proc.name bstartswith 5079",
        "proc.name startswith Py",
        "proc.name endswith 3",
        "proc.name glob P*n?",
        "proc.name glob '[A-Q]y*[!4]'",
        "proc.name iglob p*N3",
        "proc.name regex 'P[a-z]+[0-9]'",
        "proc.name in (cat, Python3)",
        "proc.name intersects (cat, \"Python3\")",
        "proc.exepath pmatch (/usr/lib, /usr/bin)",
        "proc.exepath pmatch (/usr/*)",
        "proc.name exists",
        "not proc.sname exists",
        "proc.aname = sshd",
        "proc.aname in (systemd)",
        "proc.aname[0] = Python3 and proc.aname[1] = bash and proc.aname[3] = systemd",
        "proc.apid[1] = 999 and proc.ppid = 999",
        "not proc.aname[4] exists",
        "fd.sip = 198.51.100.7",
        "fd.sip in (10.0.0.0/8, 198.51.100.0/24)",
        "fd.ip = 10.0.0.5 and fd.ip = 198.51.100.7",
        "fd.ip != 10.0.0.6",
        "fd.net in (10.0.0.0/8)",
        "fd.port = 443 and fd.port = 40000 and fd.port != 80",
        "fd.sport >= 443 and fd.rport = 443 and fd.lport = 40000",
        "fd.typechar = 4",
        "evt.arg.flags contains O_CLOEXEC and evt.arg[flags] startswith O_ and evt.arg[0] endswith C",
        "tolower(proc.name) = python3",
        "toupper(proc.name) = PYTHON3",
        "basename(proc.exepath) = val(proc.name)",
        "proc.name in val(proc.name) and proc.name glob val(proc.name)",
        "proc.exepath icontains tolower(proc.name)",
        "proc.cmdline bcontains val(proc.name) and proc.pid >= val(proc.ppid)",
        "len(proc.name) = 7",
        "b64(evt.arg.data) = hello",
        "proc.name = basename(proc.exepath)",
        "evt.type = connect and evt.type in (connect, accept) and evt.type startswith conn",
        "evt.dir = <",
        "container.id = 3ad7b26ded6d",
        "container.image.repository = docker.io:5000/shop/web and container.image.tag = 1.2",
        "not (proc.name = a or proc.name = b) and proc.name != a",
        "gyr.label[container.name] = web",
      })
  void holdsFor(String condition) {
    assertThat(holds(condition, EVENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proc.name = python3",
        "proc.name in ()",
        "proc.name glob Pyth",
        "proc.name regex ytho",
        "proc.exepath pmatch (/usr/bi)",
        "fd.sip in (198.51.101.0/24, ::1)",
        "fd.ip != 10.0.0.5",
        "fd.port != 443",
        "proc.aname = cron",
        "evt.type != connect",
        "len(proc.name) > 7",
        "b64(proc.cmdline) exists",
      })
  void doesNotHoldFor(String condition) {
    assertThat(holds(condition, EVENT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd.name = a",
        "fd.name != a",
        "fd.name < 9",
        "fd.name contains oneof (a, b)",
        "fd.num != allof (1, 2)",
        "fd.name in (a)",
        "fd.name contains a",
        "fd.num = 0",
        "fd.num != 0",
        "fd.num < 9",
        "fd.port != 1",
        "fd.ip != 1.1.1.1",
        "proc.aname != a",
        "fd.name glob *",
        "fd.name regex .*",
        "fd.name exists",
        "fd.name = val(fd.name)",
        "len(fd.name) >= 0",
        "tolower(fd.name) != a",
        "container.image.tag != latest",
      })
  void nothingHoldsForAnAbsentValueAndItsNegationDoes(String condition) {
    TestEvent empty = TestEvent.bare("close");
    assertThat(holds(condition, empty)).isFalse();
    assertThat(holds("not " + condition, empty)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd.sip = 2001:db8::5",
        "fd.sip = 2001:0db8:0:0:0:0:0:5",
        "fd.sip in (2001:db8::/32)",
        "fd.sip in (::/0)",
        "not fd.sip in (10.0.0.0/8, 2001:db9::/32)",
        "fd.typechar = 6",
      })
  void comparesIpv6AsAddresses(String condition) {
    assertThat(holds(condition, TestEvent.connect("2001:db8::5", 80))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fd.lport = 80", "fd.rport = 40000", "fd.is_server = true"})
  void theListeningSideIsLocalForAServer(String condition) {
    TestEvent accepted = TestEvent.connect("10.0.0.9", 80).set(SyscallFacts.FD_IS_SERVER, 1);
    assertThat(holds(condition, accepted)).isTrue();
  }
}
