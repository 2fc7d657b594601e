package io.gyr.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.scap.CaptureWriter;
import io.gyr.scap.EventInfo;
import io.gyr.scap.EventTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CaptureReaderTest {
  private static final int AT_FDCWD = -100;
  private static final String CONTAINER = "0123456789ab";
  private static final String CGROUPS = "cpu=/docker/" + CONTAINER + "c".repeat(52) + "\0";

  private final CaptureWriter writer =
      new CaptureWriter()
          .machine("host")
          .process(1, 0, "init", "/", "")
          .process(10, 1, "bash", "/home/ann", "")
          .process(20, 1, "sh", "/srv", CGROUPS)
          .file(10, 3, "/etc");

  @Test
  void relativePathsStartFromTheWorkingDirectoryOrTheDescriptor() throws IOException {
    openat(10, 4, AT_FDCWD, "x/../notes");
    openat(10, 5, 3, "shadow");
    openat(10, 6, 99, "shadow");
    openat(10, 7, AT_FDCWD, "/etc/./hosts");
    assertThat(texts(SyscallFacts.FD_NAME))
        .containsExactly("/home/ann/notes", "/etc/shadow", "<UNKNOWN>shadow", "/etc/hosts");
  }

  @Test
  void aChangedDirectoryCounts() throws IOException {
    exit(10, Codes.CHDIR_X, Map.of("path", "../bob"));
    openat(10, 4, AT_FDCWD, "notes");
    assertThat(texts(SyscallFacts.FD_NAME)).containsExactly(null, "/home/bob/notes");
  }

  @Test
  void aClosedDescriptorIsKnownInItsCloseAndNotLater() throws IOException {
    exit(10, Codes.CLOSE_X, Map.of("fd", 3));
    exit(10, Codes.READ_X, Map.of("fd", 3));
    assertThat(texts(SyscallFacts.FD_NAME)).containsExactly("/etc", null);
  }

  @Test
  void aCopiedDescriptorHasTheNameOfItsOrigin() throws IOException {
    exit(10, Codes.DUP2_X, Map.of("fd", 9, "res", 9, "oldfd", 3, "newfd", 9));
    exit(10, Codes.READ_X, Map.of("fd", 9));
    assertThat(texts(SyscallFacts.FD_NAME)).containsExactly("/etc", "/etc");
  }

  @Test
  void aNewProcessHasWhatItsParentHas() throws IOException {
    exit(10, Codes.CLONE_20_X, clone(30, 10, 10, 1));
    exit(30, Codes.CLONE_20_X, clone(0, 30, 30, 10));
    exit(30, Codes.READ_X, Map.of("fd", 3));
    openat(30, 4, AT_FDCWD, "notes");
    List<List<String>> seen =
        read(
            event -> {
              List<String> facts = new ArrayList<>();
              facts.add(event.text(SyscallFacts.FD_NAME));
              facts.add(event.text(SyscallFacts.PROCESS_NAME));
              return facts;
            });
    assertThat(seen.get(2)).containsExactly("/etc", "bash");
    assertThat(seen.get(3)).containsExactly("/home/ann/notes", "bash");
  }

  @Test
  void execGivesAProcessItsNewName() throws IOException {
    exit(
        10,
        Codes.EXECVE_19_X,
        Map.of(
            "exe",
            "cat",
            "comm",
            "cat",
            "args",
            "-n\0/etc/motd\0".getBytes("UTF-8"),
            "tid",
            10,
            "pid",
            10,
            "ptid",
            1,
            "trusted_exepath",
            "/usr/bin/cat",
            "uid",
            5));
    assertThat(texts(SyscallFacts.PROCESS_COMMAND_LINE)).containsExactly("cat -n /etc/motd");
    assertThat(texts(SyscallFacts.PROCESS_EXE_PATH)).containsExactly("/usr/bin/cat");
    assertThat(read(event -> event.number(SyscallFacts.USER_ID))).containsExactly(5L);
  }

  @Test
  void theContainerIsThatOfTheCgroups() throws IOException {
    openat(20, 4, AT_FDCWD, "x");
    openat(10, 4, AT_FDCWD, "x");
    assertThat(texts(SyscallFacts.CONTAINER_ID)).containsExactly(CONTAINER, null);
  }

  @Test
  void eventsTellOfContainers() throws IOException {
    String json =
        """
        {"other":[1,{"x":2}],"container":{"id":"%s","type":0,"name":"web","imagerepo":"nginx",
         "imagetag":"1.27","privileged":true,"labels":{"tier":"front","a/b":"c"},"ip":null,
         "Mounts":[{"Source":"/src","Destination":"/etc","Mode":"ro","RW":false,
         "Propagation":"private"}]}}        """
            .formatted(CONTAINER);
    for (int code : new int[] {272, 324}) {
      writer.event(-1, code, json);
      openat(20, 4, AT_FDCWD, "x");
    }
    writer.event(-1, Codes.ASYNCEVENT_E, 1, "container_removed", json.getBytes("UTF-8"));
    openat(20, 4, AT_FDCWD, "x");
    writer.event(-1, Codes.ASYNCEVENT_E, 1, "container", json.getBytes("UTF-8"));
    openat(20, 4, AT_FDCWD, "x");
    List<String> seen =
        read(
            event ->
                event.textOf(SyscallFacts.LABEL, "container.name")
                    + " "
                    + event.textOf(SyscallFacts.LABEL, "container.image.tag")
                    + " "
                    + event.textOf(SyscallFacts.LABEL, "container.privileged")
                    + " "
                    + event.textOf(SyscallFacts.LABEL, "container.runtime")
                    + " "
                    + event.textOf(SyscallFacts.LABEL, "container.labels")
                    + " "
                    + event.textAt(SyscallFacts.CONTAINER_MOUNT, 0));
    String known = "web 1.27 true docker tier:front, a/b:c /src:/etc:ro:false:private";
    assertThat(seen).containsExactly(known, known, "null null null null null null", known);
  }

  @Test
  void aConnectionHasTwoEnds() throws IOException {
    exit(10, Codes.SOCKET_X, Map.of("fd", 5, "domain", 2, "type", 1, "proto", 6));
    byte[] tuple = {2, 127, 0, 0, 1, 0x39, 0x30, 10, 0, 0, 9, (byte) 0xbb, 1};
    exit(10, Codes.CONNECT_X, Map.of("fd", 5, "tuple", tuple));
    List<String> seen =
        read(
            event ->
                event.text(SyscallFacts.FD_NAME)
                    + " "
                    + event.text(SyscallFacts.FD_SERVER_IP)
                    + " "
                    + event.number(SyscallFacts.FD_SERVER_PORT)
                    + " "
                    + event.text(SyscallFacts.FD_PROTOCOL));
    assertThat(seen.get(1)).isEqualTo("127.0.0.1:12345->10.0.0.9:443 10.0.0.9 443 tcp");
  }

  @Test
  void anEndedProcessLeavesItsChildrenToTheReaper() throws IOException {
    exit(10, Codes.CLONE_20_X, clone(30, 10, 10, 1));
    exit(30, Codes.CLONE_20_X, clone(0, 30, 30, 10));
    exit(10, Codes.PROCEXIT_1_E, Map.of("reaper_tid", 1));
    exit(30, Codes.READ_X, Map.of("fd", 3));
    List<String> parents = read(event -> event.textAt(SyscallFacts.ANCESTOR_NAME, 0));
    assertThat(parents).containsExactly("init", "bash", "init", "init");
  }

  @Test
  void eventsAreNumberedFromOneByBlock() throws IOException {
    openat(10, 4, AT_FDCWD, "x");
    openat(10, 5, AT_FDCWD, "y");
    assertThat(read(event -> event.number(SyscallFacts.EVENT_NUMBER))).containsExactly(1L, 2L);
  }

  private static Map<String, Object> clone(long child, long tid, long pid, long ptid) {
    return Map.of(
        "res", child, "exe", "bash", "comm", "bash", "tid", tid, "pid", pid, "ptid", ptid, "vtid",
        tid, "vpid", pid);
  }

  private void openat(long tid, long result, long dirfd, String name) {
    exit(tid, Codes.OPENAT_2_X, Map.of("fd", result, "dirfd", dirfd, "name", name, "flags", 1));
  }

  /** An event of which only some parameters are not zero or empty. */
  private void exit(long tid, int code, Map<String, Object> values) {
    EventInfo info = EventTable.get(code);
    Object[] parameters = new Object[info.parameters().size()];
    for (int i = 0; i < parameters.length; i++) {
      boolean number = info.parameters().get(i).type().size() > 0;
      Object absent = number ? (Object) 0 : new byte[0];
      parameters[i] = values.getOrDefault(info.parameters().get(i).name(), absent);
    }
    writer.event(tid, code, parameters);
  }

  private List<String> texts(int fact) throws IOException {
    return read(event -> event.text(fact));
  }

  private <T> List<T> read(Function<Event, T> of) throws IOException {
    List<T> seen = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(writer.bytes()))) {
      while (reader.next()) {
        seen.add(of.apply(reader.event()));
      }
    }
    return seen;
  }
}
