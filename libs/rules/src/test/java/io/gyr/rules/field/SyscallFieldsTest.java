package io.gyr.rules.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.rules.Event;
import io.gyr.rules.TestEvent;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.syscall.SyscallSource;
import org.junit.jupiter.api.Test;

/** Values that follow from facts. */
class SyscallFieldsTest {

  @Test
  void commandLinesJoinNameAndArguments() {
    TestEvent event = TestEvent.execve("/usr/bin/python3", "-m", "http.server").childOf("bash");
    assertThat(text("proc.cmdline", event)).isEqualTo("python3 -m http.server");
    assertThat(text("proc.args", event)).isEqualTo("-m http.server");
    assertThat(text("proc.acmdline[0]", event)).isEqualTo("python3 -m http.server");
    assertThat(text("proc.pcmdline", event)).isEqualTo("bash -x");
    assertThat(text("proc.args", TestEvent.execve("/bin/ls"))).isEmpty();
  }

  @Test
  void aFileHasADirectoryAndANameAndASocketHasNeither() {
    TestEvent file = TestEvent.open("/etc/shadow", "O_RDWR|O_CREAT").argument("mode", "0755");
    assertThat(text("fd.directory", file)).isEqualTo("/etc");
    assertThat(text("fd.filename", file)).isEqualTo("shadow");
    assertThat(text("evt.is_open_read", file)).isEqualTo("true");
    assertThat(text("evt.is_open_write", file)).isEqualTo("true");
    assertThat(text("evt.is_open_exec", file)).isEqualTo("true");
    assertThat(text("fd.directory", TestEvent.open("/swapfile", "O_RDONLY"))).isEqualTo("/");
    assertThat(text("fd.directory", TestEvent.connect("1.1.1.1", 53))).isEqualTo("<NA>");
  }

  @Test
  void aFailedOpenStillSaysWhatItWasAfter() {
    TestEvent event =
        TestEvent.call("openat")
            .in("/root")
            .argument("dirfd", "AT_FDCWD")
            .argument("name", "./.ssh/../.ssh//id_rsa")
            .argument("flags", "O_RDONLY")
            .result(-13);
    assertThat(text("fd.num", event)).isEqualTo("-1");
    assertThat(text("fd.name", event)).isEqualTo("/root/.ssh/id_rsa");
    assertThat(text("fd.nameraw", event)).isEqualTo("./.ssh/../.ssh/id_rsa");
    assertThat(text("fd.typechar", event)).isEqualTo("f");
    assertThat(text("evt.res", event)).isEqualTo("EACCES");
    assertThat(text("evt.failed", event)).isEqualTo("true");
  }

  @Test
  void theHostIsNamedAsAContainerAndAnIdIsShort() {
    assertThat(text("container.id", TestEvent.call("open"))).isEqualTo("host");
    assertThat(text("container.name", TestEvent.call("open"))).isEqualTo("host");
    TestEvent inside = TestEvent.call("open").inContainer("registry:5000/a/b");
    assertThat(text("container.id", inside)).isEqualTo("3ad7b26ded6d");
    assertThat(text("container.image", inside)).isEqualTo("registry:5000/a/b");
    assertThat(text("container.image.tag", inside)).isEqualTo("<NA>");
    assertThat(text("k8s.ns.name", inside.label("k8s.namespace.name", "shop"))).isEqualTo("shop");
  }

  @Test
  void theSessionLeaderIsFoundAmongTheForebears() {
    TestEvent event =
        TestEvent.execve("/bin/ls").childOf("bash").set(SyscallFacts.PROCESS_SESSION_ID, 999);
    assertThat(text("proc.sname", event)).isEqualTo("bash");
    assertThat(text("proc.sname", event.set(SyscallFacts.PROCESS_SESSION_ID, 1000)))
        .isEqualTo("ls");
  }

  @Test
  void timesAndListsAreWrittenLikeFalcos() {
    TestEvent event = TestEvent.connect("198.51.100.7", 443).childOf("bash").childOf("sshd");
    assertThat(text("evt.time", event)).isEqualTo("12:34:56.000000789");
    assertThat(text("evt.time.iso8601", event)).isEqualTo("2026-03-01T12:34:56.000000789+0000");
    assertThat(text("evt.rawtime", event)).isEqualTo("1772368496000000789");
    assertThat(text("proc.aname", event)).isEqualTo("(bash,sshd)");
    assertThat(text("fd.ip", event)).isEqualTo("(10.0.0.5,198.51.100.7)");
    assertThat(text("evt.args", TestEvent.open("/a", "O_RDONLY")))
        .isEqualTo("dirfd=AT_FDCWD name=/a flags=O_RDONLY");
  }

  @Test
  void everyFieldReadsAnEmptyEventWithoutTrouble() throws FieldException {
    Event empty = TestEvent.bare("close");
    for (Field field : SyscallSource.SOURCE.fields().fields()) {
      String argument =
          switch (field.argument()) {
            case NONE, OPTIONAL_INDEX, OPTIONAL_KEY -> null;
            case INDEX -> "1";
            case KEY -> "name";
          };
      BoundField bound = SyscallSource.SOURCE.fields().bind(field.name(), argument);
      assertThat(ValueText.text(bound, empty)).as(field.name()).isNotNull();
      assertThat(field.meaning()).as(field.name()).endsWith(".");
    }
  }

  @Test
  void argumentsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> bind("proc.name[1]")).hasMessageContaining("takes no argument");
    assertThatThrownBy(() -> bind("proc.aname[x]")).hasMessageContaining("number");
    assertThatThrownBy(() -> bind("evt.arg")).hasMessageContaining("evt.arg[name]");
    assertThatThrownBy(() -> bind("proc.nam"))
        .isInstanceOfSatisfying(
            FieldException.class, e -> assertThat(e.suggestion()).isEqualTo("proc.name"));
  }

  private static String text(String field, Event event) {
    try {
      return ValueText.text(bind(field), event);
    } catch (FieldException e) {
      throw new AssertionError(e);
    }
  }

  private static BoundField bind(String text) throws FieldException {
    int bracket = text.indexOf('[');
    return bracket < 0
        ? SyscallSource.SOURCE.fields().bind(text, null)
        : SyscallSource.SOURCE
            .fields()
            .bind(text.substring(0, bracket), text.substring(bracket + 1, text.length() - 1));
  }
}
