package io.gyr.rules.field.syscall;

import static io.gyr.rules.field.syscall.FieldValues.check;
import static io.gyr.rules.field.syscall.FieldValues.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.rules.Conditions;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldException;
import org.junit.jupiter.api.Test;

/** {@code evt.*}, {@code fs.path.*} and {@code syslog.*}. */
class EventFamilyTest {

  @Test
  void anEventHasAKind() {
    check(
        TestEvent.call("recvfrom").fd(4, "ipv4", "a->b").result(12),
        "evt.type recvfrom evt.type.is.recvfrom 1 evt.type.is.open 0 evt.category net evt.dir <"
            .split(" "));
    check(
        TestEvent.call("recvfrom").fd(4, "ipv4", "a->b").result(12),
        "evt.is_io true evt.is_io_read true evt.is_io_write false evt.io_dir read".split(" "));
    check(
        TestEvent.call("recvfrom").fd(4, "ipv4", "a->b").result(12),
        "evt.buflen 12 evt.buflen.net.in 12 evt.buflen.file <NA> evt.buflen.out <NA>".split(" "));
    check(
        TestEvent.call("poll"),
        "evt.is_wait true evt.is_io false evt.io_dir <NA> evt.category wait".split(" "));
    check(
        TestEvent.call("container"),
        "evt.dir > evt.is_async true evt.asynctype container syscall.type <NA>".split(" "));
    check(
        TestEvent.call("open").result(-2),
        "evt.source syscall evt.is_async false syscall.type open evt.count 1".split(" "));
  }

  @Test
  void whatTheCallReturnedIsATextAndANumber() {
    TestEvent failed = TestEvent.call("open").result(-2);
    check(failed, "evt.res ENOENT evt.rawres -2 evt.failed true".split(" "));
    check(failed, "evt.count.error 1 evt.count.error.file 1 evt.count.error.net <NA>".split(" "));
    check(TestEvent.call("open").result(3), "evt.res SUCCESS evt.count.error 0".split(" "));
    check(TestEvent.bare("container"), "evt.res <NA> evt.rawres <NA> evt.failed <NA>".split(" "));
    assertThat(value("evt.failed", failed)).isEqualTo(true);
    assertThat(value("evt.rawres", failed)).isEqualTo(-2L);
  }

  @Test
  void timesHaveFalcosShapesAndAreNumbersInJson() {
    TestEvent event =
        TestEvent.call("open")
            .set(SyscallFacts.EVENT_FIRST_TIME_NS, TestEvent.TIME_NS - 2_000_000_005L)
            .set(SyscallFacts.EVENT_PREVIOUS_TIME_NS, TestEvent.TIME_NS - 7);
    check(
        event,
        "evt.time.s",
        "12:34:56",
        "evt.datetime",
        "2026-03-01 12:34:56.000000789",
        "evt.datetime.s",
        "2026-03-01 12:34:56",
        "evt.time.iso8601",
        "2026-03-01T12:34:56.000000789+0000",
        "evt.rawtime.s",
        "1772368496",
        "evt.rawtime.ns",
        "000000789",
        "evt.reltime",
        "2000000005",
        "evt.reltime.ns",
        "000000005",
        "evt.deltatime",
        "7",
        "evt.latency",
        "0",
        "evt.latency.human",
        "0ns");
    assertThat(value("evt.time.iso8601", event)).isEqualTo(TestEvent.TIME_NS);
    assertThat(value("evt.rawtime.ns", event)).isEqualTo(789L);
  }

  @Test
  void argumentsAreShownResolvedAndRaw() {
    TestEvent event =
        TestEvent.call("socket")
            .argument("fd", "<o>")
            .argument("domain", "AF_PACKET")
            .argument("type", "524291")
            .argument("flags", "O_CLOEXEC")
            .list(SyscallFacts.ARGUMENT_PLAIN, "3", "17", null, "4096")
            .list(SyscallFacts.ARGUMENT_NUMBER, 3L, 17L, 524291L, 4096L);
    check(
        event,
        "evt.args",
        "fd=3(<o>) domain=17(AF_PACKET) type=524291 flags=4096(O_CLOEXEC)",
        "evt.arg.domain",
        "AF_PACKET",
        "evt.arg[3]",
        "O_CLOEXEC",
        "evt.rawarg.domain",
        "17",
        "evt.rawarg.flags",
        "1000");
    assertThat(value("evt.rawarg.domain", event)).isEqualTo(17L);
    assertThat(value("evt.rawarg.flags", event)).isEqualTo("1000");
    assertThat(Conditions.holds("evt.rawarg.flags = 0x1000 and evt.rawarg.domain=17", event))
        .isTrue();
    assertThatThrownBy(() -> SyscallSource.SOURCE.fields().bind("evt.arg.flgs", null))
        .isInstanceOfSatisfying(
            FieldException.class, e -> assertThat(e.suggestion()).isEqualTo("flags"))
        .hasMessage("unknown event argument 'flgs'");
  }

  @Test
  void openFlagsAreReadAsNumbersWhereTheyAreThere() {
    TestEvent event =
        TestEvent.call("openat")
            .argument("flags", "nothing that one could read")
            .list(SyscallFacts.ARGUMENT_NUMBER, 3L, -100L, 0L, 2L | 4L | 0x4000L, 0755L);
    check(
        event,
        ("evt.is_open_read false evt.is_open_write true evt.is_open_create true"
                + " evt.is_open_exec true")
            .split(" "));
    TestEvent handle =
        TestEvent.call("open_by_handle_at")
            .list(SyscallFacts.ARGUMENT_NUMBER, 3L, 5L, 1L | 0x2000L, 0755L);
    check(
        handle.result(3),
        "evt.is_open_read true evt.is_open_create true evt.is_open_exec false".split(" "));
    check(
        TestEvent.call("creat").list(SyscallFacts.ARGUMENT_NUMBER, 3L, 0L, 0711L),
        "evt.is_open_exec true evt.is_open_write false".split(" "));
  }

  @Test
  void pathsOfCallsStartFromTheWorkingDirectory() {
    TestEvent rename =
        TestEvent.call("renameat2")
            .in("/srv")
            .argument("olddirfd", "AT_FDCWD")
            .argument("oldpath", "a")
            .argument("newdirfd", "5(<d>/var/log)")
            .argument("newpath", "../b");
    check(
        rename,
        ("fs.path.source /srv/a fs.path.sourceraw a fs.path.target /b fs.path.name <NA>"
                + " evt.abspath /srv/a evt.abspath.dst /var/b")
            .split(" "));
    check(rename.result(-1), "fs.path.source <NA> fs.path.target <NA>".split(" "));
    check(
        TestEvent.call("symlink")
            .in("/tmp")
            .argument("target", "/etc/shadow")
            .argument("linkpath", "l"),
        "fs.path.source /tmp/l fs.path.target /etc/shadow".split(" "));
    check(
        TestEvent.call("linkat").argument("oldpath", "/a").argument("newpath", "/b"),
        "fs.path.source /b fs.path.target /a".split(" "));
    check(
        TestEvent.call("unlinkat")
            .in("/tmp/")
            .argument("dirfd", "AT_FDCWD")
            .argument("name", "/tmp/x/../y")
            .list(SyscallFacts.ARGUMENT_PLAIN, "-100", "x/../y"),
        "fs.path.name /tmp/y fs.path.nameraw x/../y evt.abspath /tmp/y".split(" "));
    check(
        TestEvent.call("fchmod").fd(3, "file", "/etc/passwd"),
        "fs.path.name /etc/passwd".split(" "));
    check(
        TestEvent.bare("unlinkat").result(0).argument("dirfd", "7").argument("name", "x"),
        "fs.path.name <NA> evt.abspath <NA>".split(" "));
  }

  @Test
  void payloadsAreBytes() {
    TestEvent event =
        TestEvent.call("sendto")
            .fd(3, "unix", "0->1 /dev/log")
            .set(SyscallFacts.EVENT_BUFFER, "<86>sshd: bad \u00c3\u00a9\n");
    check(
        event,
        "evt.buffer",
        "<86>sshd: bad ...",
        "evt.is_syslog",
        "true",
        "syslog.facility",
        "10",
        "syslog.facility.str",
        "authpriv",
        "syslog.severity",
        "6",
        "syslog.severity.str",
        "info",
        "syslog.message",
        "sshd: bad \u00e9\n");
    assertThat(Conditions.holds("evt.buffer contains \"bad \u00e9\"", event)).isTrue();
    assertThat(Conditions.holds("evt.buffer bcontains c3a90a", event)).isTrue();
    assertThat(Conditions.holds("evt.buffer bstartswith 3c3836", event)).isTrue();
    check(
        TestEvent.call("sendto").fd(3, "unix", "/dev/log").set(SyscallFacts.EVENT_BUFFER, "hello"),
        "syslog.severity <NA> syslog.message <NA>".split(" "));
  }
}
