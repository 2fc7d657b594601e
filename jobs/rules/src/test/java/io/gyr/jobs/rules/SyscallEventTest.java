package io.gyr.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.schemas.record.Ancestor;
import io.gyr.schemas.record.Argument;
import io.gyr.schemas.record.Connection;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.FileDescriptor;
import io.gyr.schemas.record.ProcessInfo;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.record.UserInfo;
import io.gyr.schemas.wire.MalformedRecordException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What is read from the bytes against the record that Avro wrote them from. */
class SyscallEventTest {
  private static final int WIRE_HEADER = 5;
  private static final SyscallEvent event = new SyscallEvent(); // One for all, as in the job.

  @Property(tries = 400, seed = "5")
  void everyFactIsThatOfTheRecord(@ForAll long seed, @ForAll boolean sizedBlocks) {
    EnrichedSyscall enriched = RandomRecords.of(EnrichedSyscall.getClassSchema(), seed);
    event.reset(
        sizedBlocks
            ? RandomRecords.bytesInSizedBlocks(enriched, 1)
            : RandomRecords.bytes(enriched, 1));

    Syscall call = enriched.getSyscall();
    assertThat(event.hostId()).isEqualTo(call.getHostId());
    assertThat(event.agentEpochNs()).isEqualTo(call.getAgentEpochNs());
    assertThat(event.type()).isEqualTo(EventTypes.idOf(call.getType()));
    assertThat(event.timeNs()).isEqualTo(call.getTimeNs());
    number(SyscallFacts.EVENT_TIME_NS, call.getTimeNs());
    number(SyscallFacts.EVENT_NUMBER, call.getSequence());
    number(SyscallFacts.EVENT_RESULT, call.getResult());
    number(SyscallFacts.THREAD_ID, call.getTid());
    text(SyscallFacts.CONTAINER_ID, call.getContainerId());
    arguments(call.getArguments());
    descriptor(call.getFd());
    process(call.getProcess());
    user(call.getUser());
    labels(enriched.getLabels());
  }

  private static void arguments(List<Argument> arguments) {
    assertThat(event.count(SyscallFacts.ARGUMENT)).isEqualTo(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      assertThat(event.textAt(SyscallFacts.ARGUMENT_NAME, i)).isEqualTo(argument.getName());
      assertThat(event.textAt(SyscallFacts.ARGUMENT, i)).isEqualTo(argument.getValue());
      String name = argument.getName();
      if (isAscii(name)) {
        Argument first =
            arguments.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
        assertThat(event.textOf(SyscallFacts.ARGUMENT, name)).isEqualTo(first.getValue());
      }
    }
    assertThat(event.textAt(SyscallFacts.ARGUMENT, arguments.size())).isNull();
    assertThat(event.textAt(SyscallFacts.ARGUMENT, -1)).isNull();
    assertThat(event.textOf(SyscallFacts.ARGUMENT, "no such")).isNull();
  }

  private static void descriptor(@Nullable FileDescriptor fd) {
    number(SyscallFacts.FD_NUMBER, fd == null ? Event.ABSENT : fd.getNumber());
    text(SyscallFacts.FD_TYPE, fd == null ? null : fd.getType());
    text(SyscallFacts.FD_NAME, fd == null ? null : fd.getName());
    Connection connection = fd == null ? null : fd.getConnection();
    boolean none = connection == null;
    text(SyscallFacts.FD_PROTOCOL, none ? null : connection.getProtocol());
    text(SyscallFacts.FD_CLIENT_IP, none ? null : connection.getClientIp());
    number(SyscallFacts.FD_CLIENT_PORT, none ? Event.ABSENT : connection.getClientPort());
    text(SyscallFacts.FD_SERVER_IP, none ? null : connection.getServerIp());
    number(SyscallFacts.FD_SERVER_PORT, none ? Event.ABSENT : connection.getServerPort());
    number(SyscallFacts.FD_IS_SERVER, none ? Event.ABSENT : connection.getIsServer() ? 1 : 0);
  }

  private static void process(ProcessInfo process) {
    number(SyscallFacts.PROCESS_PID, process.getPid());
    number(SyscallFacts.PROCESS_VPID, process.getVpid());
    text(SyscallFacts.PROCESS_NAME, process.getName());
    text(SyscallFacts.PROCESS_EXE, process.getExe());
    text(SyscallFacts.PROCESS_EXE_PATH, process.getExePath());
    texts(SyscallFacts.PROCESS_ARGUMENT, process.getArguments());
    text(SyscallFacts.PROCESS_CWD, process.getCwd());
    number(SyscallFacts.PROCESS_TTY, process.getTty());
    number(SyscallFacts.PROCESS_SESSION_ID, process.getSessionId());
    number(SyscallFacts.PROCESS_START_NS, process.getStartTimeNs());
    List<Ancestor> ancestors = process.getAncestors();
    for (int i = 0; i < ancestors.size(); i++) {
      assertThat(event.numberAt(SyscallFacts.ANCESTOR_PID, i)).isEqualTo(ancestors.get(i).getPid());
    }
    assertThat(event.numberAt(SyscallFacts.ANCESTOR_PID, ancestors.size())).isEqualTo(Event.ABSENT);
    texts(SyscallFacts.ANCESTOR_NAME, ancestors.stream().map(Ancestor::getName).toList());
    texts(SyscallFacts.ANCESTOR_EXE, ancestors.stream().map(Ancestor::getExe).toList());
    texts(SyscallFacts.ANCESTOR_EXE_PATH, ancestors.stream().map(Ancestor::getExePath).toList());
    texts(
        SyscallFacts.ANCESTOR_COMMAND_LINE,
        ancestors.stream().map(Ancestor::getCommandLine).toList());
  }

  private static void user(UserInfo user) {
    number(SyscallFacts.USER_ID, user.getUid());
    text(SyscallFacts.USER_NAME, user.getName());
    number(SyscallFacts.GROUP_ID, user.getGid());
    text(SyscallFacts.GROUP_NAME, user.getGroup());
    number(SyscallFacts.LOGIN_USER_ID, user.getLoginUid());
    text(SyscallFacts.LOGIN_USER_NAME, user.getLoginName());
  }

  private static void labels(Map<String, String> labels) {
    assertThat(event.labels()).isEqualTo(labels);
    labels.forEach(
        (label, value) -> {
          if (isAscii(label)) {
            assertThat(event.textOf(SyscallFacts.LABEL, label)).isEqualTo(value);
          }
        });
  }

  private static void number(int fact, long expected) {
    assertThat(event.number(fact)).as("fact %d", fact).isEqualTo(expected);
  }

  private static void text(int fact, @Nullable String expected) {
    assertThat(event.text(fact)).as("fact %d", fact).isEqualTo(expected);
    assertThat(event.text(fact)).as("fact %d asked again", fact).isEqualTo(expected);
  }

  private static void texts(int fact, List<String> expected) {
    assertThat(event.count(fact)).as("fact %d", fact).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(event.textAt(fact, i)).as("fact %d", fact).isEqualTo(expected.get(i));
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(letter -> letter < 128);
  }

  @Property(tries = 60, seed = "5")
  void aRecordThatIsCutShortIsMalformedAndTheNextIsReadRight(@ForAll long seed) {
    EnrichedSyscall enriched = RandomRecords.of(EnrichedSyscall.getClassSchema(), seed);
    byte[] whole = RandomRecords.bytes(enriched, 1);
    for (int length = WIRE_HEADER; length < whole.length; length++) {
      assertThat(readsWhole(Arrays.copyOf(whole, length))).as("%d bytes", length).isFalse();
    }
    assertThat(readsWhole(whole)).isTrue();
    assertThat(event.labels()).isEqualTo(enriched.getLabels());
  }

  @Property(tries = 1000, seed = "5")
  void changedBytesAreReadOrMalformedAndNothingElse(@ForAll long seed, @ForAll byte[] noise) {
    byte[] bytes = RandomRecords.bytes(RandomRecords.of(EnrichedSyscall.getClassSchema(), seed), 1);
    int at = (int) Math.floorMod(seed, (long) bytes.length);
    System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
    readsWhole(bytes);
  }

  /** False if it is malformed; anything else that is thrown fails the test. */
  private static boolean readsWhole(byte[] bytes) {
    try {
      event.reset(bytes);
      event.labels();
      event.text(SyscallFacts.PROCESS_NAME);
      return true;
    } catch (MalformedRecordException e) {
      return false;
    }
  }
}
