package io.gyr.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.inspector.Inspector;
import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.event.RawEventWriter;
import io.gyr.inspector.event.ResolvedEvent;
import io.gyr.inspector.fd.Connection;
import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdType;
import io.gyr.inspector.proc.ProcSource;
import io.gyr.inspector.syscall.Architecture;
import io.gyr.inspector.syscall.Syscall;
import io.gyr.schemas.record.Argument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the encoder writes, Avro's own reader reads. */
class SyscallEncoderTest {
  private static final long START = 1_000_000_000_000L;

  private final SyscallEncoder encoder = new SyscallEncoder();
  private final Inspector inspector =
      new Inspector(Architecture.X86_64, ProcSource.NONE, Inspector.shownByDefault());
  private final RawEventWriter writer = new RawEventWriter();
  private final RawEvent window = new RawEvent();

  @Property(tries = 200, seed = "1")
  void everyFieldComesBack(
      @ForAll("texts") List<String> argv,
      @ForAll("texts") List<String> arguments,
      @ForAll("descriptors") @Nullable Descriptor fd,
      @ForAll long result,
      @ForAll int uid,
      @ForAll @Nullable String name) {
    ResolvedEvent event = exec(10, 1, argv);
    event.begin(Syscall.CONNECT, 123, result, 77);
    event.setProcess(event.process(), 456, name);
    event.setUser(uid, name);
    event.setGroup(1, null);
    event.setLogin(-1, name);
    if (fd != null) {
      event.setFd(5, fd);
    }
    for (String argument : arguments) {
      event.addArgument("n", argument);
    }
    io.gyr.schemas.record.Syscall read = encode(event);
    assertThat(read.getType()).isEqualTo("connect");
    assertThat(read.getTimeNs()).isEqualTo(123);
    assertThat(read.getResult()).isEqualTo(result);
    assertThat(read.getTid()).isEqualTo(77);
    assertThat(read.getContainerId()).isEqualTo(utf8(name));
    assertThat(read.getArguments())
        .extracting(Argument::getValue)
        .isEqualTo(arguments.stream().map(SyscallEncoderTest::utf8).toList());
    assertThat(read.getUser().getUid()).isEqualTo(uid);
    assertThat(read.getUser().getName()).isEqualTo(utf8(name));
    assertThat(read.getUser().getGroup()).isNull();
    assertThat(read.getUser().getLoginUid()).isEqualTo(-1);
    assertThat(read.getUser().getLoginName()).isEqualTo(utf8(name));
    assertThat(read.getProcess().getArguments())
        .isEqualTo(event.process().arguments().stream().map(SyscallEncoderTest::utf8).toList());
    assertThat(read.getProcess().getStartTimeNs()).isEqualTo(456);
    if (fd == null) {
      assertThat(read.getFd()).isNull();
    } else {
      assertThat(read.getFd().getNumber()).isEqualTo(5);
      assertThat(read.getFd().getType()).isEqualTo(fd.type().text());
      assertThat(read.getFd().getName()).isEqualTo(utf8(fd.name()));
      equal(fd.connection(), read.getFd().getConnection());
    }
  }

  @Test
  void ancestorsAreAtMostEightParentFirst() {
    exec(1, 0, List.of("init"));
    for (int pid = 2; pid <= 12; pid++) {
      exec(pid, pid - 1, List.of("p" + pid, "x"));
    }
    ResolvedEvent event = exec(12, 11, List.of("last"));
    io.gyr.schemas.record.Syscall read = encode(event);
    assertThat(read.getProcess().getAncestors()).hasSize(8);
    assertThat(read.getProcess().getAncestors().get(0).getPid()).isEqualTo(11);
    assertThat(read.getProcess().getAncestors().get(0).getCommandLine()).isEqualTo("p11 x");
    assertThat(read.getProcess().getAncestors().get(7).getPid()).isEqualTo(4);
  }

  @Test
  void whatIsKeptOfAProcessIsDroppedOnceAForebearChanges() {
    exec(1, 0, List.of("init"));
    exec(10, 1, List.of("before"));
    assertThat(parent(exec(11, 10, List.of("child")))).isEqualTo("before");
    exec(10, 1, List.of("after"));
    assertThat(parent(unlink(11, 10))).isEqualTo("after");
    // Its parent ended, and init adopted it.
    assertThat(parent(unlink(11, 1))).isEqualTo("init");
  }

  @Test
  void farCommandLinesAreCut() {
    String longText = "a".repeat(3_000);
    exec(1, 0, List.of("init", longText));
    exec(10, 1, List.of("parent", longText));
    io.gyr.schemas.record.Syscall read = encode(exec(11, 10, List.of("child")));
    assertThat(read.getProcess().getAncestors().get(0).getCommandLine())
        .isEqualTo("parent " + longText);
    assertThat(read.getProcess().getAncestors().get(1).getCommandLine()).hasSize(512);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings().excludeChars('\0').ofMaxLength(60).list().ofMaxSize(10);
  }

  @Provide
  Arbitrary<Descriptor> descriptors() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65_535);
    Arbitrary<Connection> connections =
        Combinators.combine(
                Arbitraries.of("tcp", "udp"),
                texts.injectNull(0.3),
                ports,
                texts.injectNull(0.3),
                ports,
                Arbitraries.of(true, false))
            .as(Connection::new);
    return Combinators.combine(Arbitraries.of(FdType.class), texts, connections.injectNull(0.5))
        .as(Descriptor::new)
        .injectNull(0.2);
  }

  private String parent(ResolvedEvent event) {
    return encode(event).getProcess().getAncestors().get(0).getExe();
  }

  private io.gyr.schemas.record.Syscall encode(ResolvedEvent event) {
    int length = encoder.encode(event);
    return SyscallRecords.decode(encoder.bytes(), length);
  }

  private ResolvedEvent exec(int pid, int parent, List<String> argv) {
    return resolve(
        header(EventLayout.KIND_EXEC, pid, parent)
            .argv(argv)
            .path(EventLayout.FIELD_EXE, "/bin/x")
            .comm(argv.isEmpty() ? "" : argv.get(0)));
  }

  private ResolvedEvent unlink(int pid, int parent) {
    return resolve(
        header(EventLayout.KIND_SYSCALL, pid, parent)
            .call(Syscall.UNLINK.number(Architecture.X86_64, false), 0)
            .comm("child")
            .string(0, "/a"));
  }

  private RawEventWriter header(int kind, int pid, int parent) {
    return writer.begin(kind).time(START).ids(pid, pid, parent).processStart(START - pid);
  }

  private ResolvedEvent resolve(RawEventWriter event) {
    return Objects.requireNonNull(inspector.resolve(event.wrap(window)));
  }

  private static void equal(
      @Nullable Connection written, io.gyr.schemas.record.@Nullable Connection read) {
    if (written == null) {
      assertThat(read).isNull();
      return;
    }
    Objects.requireNonNull(read);
    List<@Nullable Object> fields = new ArrayList<>();
    fields.add(read.getProtocol());
    fields.add(read.getClientIp());
    fields.add(read.getClientPort());
    fields.add(read.getServerIp());
    fields.add(read.getServerPort());
    fields.add(read.getIsServer());
    assertThat(fields)
        .containsExactly(
            written.protocol(),
            utf8(written.clientIp()),
            written.clientPort(),
            utf8(written.serverIp()),
            written.serverPort(),
            written.isServer());
  }

  private static @Nullable String utf8(@Nullable String text) {
    return text == null
        ? null
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
