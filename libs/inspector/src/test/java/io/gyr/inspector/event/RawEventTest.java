package io.gyr.inspector.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class RawEventTest {
  private final RawEventWriter writer = new RawEventWriter();
  private final RawEvent event = new RawEvent();

  @Property(tries = 300, seed = "1")
  void readsWhatWasWritten(
      @ForAll long time,
      @ForAll long result,
      @ForAll int pid,
      @ForAll int uid,
      @ForAll @Size(6) long[] arguments,
      @ForAll @UniqueElements @Size(max = 4) List<@StringLength(max = 100) String> texts) {
    writer
        .begin(EventLayout.KIND_SYSCALL)
        .time(time)
        .call(257, result)
        .ids(pid, 2, 3)
        .user(uid, 5, 6, 7, 8)
        .place(9, 10, 11)
        .cgroup(12)
        .processStart(13)
        .mountNamespace(14)
        .arguments(arguments);
    for (int i = 0; i < texts.size(); i++) {
      writer.string(i, texts.get(i));
    }
    writer.wrap(event);
    assertThat(event.time()).isEqualTo(time);
    assertThat(event.result()).isEqualTo(result);
    assertThat(event.pid()).isEqualTo(pid);
    assertThat(event.uid()).isEqualTo(Integer.toUnsignedLong(uid));
    for (int i = 0; i < 6; i++) {
      assertThat(event.argument(i)).isEqualTo(arguments[i]);
    }
    for (int i = 0; i < texts.size(); i++) {
      byte[] asUtf8 = texts.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThat(event.string(i))
          .isEqualTo(new String(asUtf8, java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(event.string(texts.size())).isNull();
  }

  @Test
  void headerMembersLieApart() {
    writer
        .begin(EventLayout.KIND_EXIT)
        .time(1)
        .call(2, 3)
        .ids(4, 5, 6)
        .user(7, 8, 9, 10, 11)
        .place(12, 13, 14)
        .mountNamespace(15)
        .flags(EventLayout.FLAG_COMPAT)
        .cgroup(16)
        .processStart(17)
        .comm("a-name-that-is-too-long")
        .wrap(event);
    assertThat(
            List.of(
                event.time(),
                (long) event.number(),
                event.result(),
                (long) event.pid(),
                (long) event.tid(),
                (long) event.parentPid(),
                event.uid(),
                event.gid(),
                event.effectiveUid(),
                event.effectiveGid(),
                event.loginUid(),
                (long) event.virtualPid(),
                (long) event.session(),
                (long) event.tty(),
                event.mountNamespace(),
                event.cgroup(),
                event.processStart()))
        .containsExactly(
            1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
    assertThat(event.kind()).isEqualTo(EventLayout.KIND_EXIT);
    assertThat(event.has(EventLayout.FLAG_COMPAT)).isTrue();
    assertThat(event.has(EventLayout.FLAG_SLIM)).isFalse();
    assertThat(event.comm()).isEqualTo("a-name-that-is-");
  }

  @Test
  void pathsComeLeafFirstAndGoRootFirst() {
    writer.begin(1).path(EventLayout.FIELD_EXE, "/usr/bin/cat").path(EventLayout.FIELD_CWD, "/");
    writer.wrap(event);
    assertThat(event.path(EventLayout.FIELD_EXE)).isEqualTo("/usr/bin/cat");
    assertThat(event.path(EventLayout.FIELD_CWD)).isEqualTo("/");
    assertThat(event.path(EventLayout.FIELD_CGROUP)).isNull();
  }

  @Test
  void argumentsMayBeEmptyTexts() {
    writer.begin(1).argv(List.of("sh", "-c", "", "x")).wrap(event);
    assertThat(event.argv()).containsExactly("sh", "-c", "", "x");
  }

  @Test
  void aFieldThatReachesBeyondTheEventIsNotThere() {
    writer.begin(0).string(0, "abcdefgh").wrap(event);
    ByteBuffer torn = ByteBuffer.allocate(172).order(ByteOrder.LITTLE_ENDIAN);
    torn.putInt(EventLayout.LENGTH, 164);
    torn.putInt(160, EventLayout.FIELD_STRING | 8 << 16);
    assertThat(event.wrap(torn, 0, 172).string(0)).isNull();
  }

  @Test
  void refusesWhatCannotBeAnEvent() {
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> event.wrap(bytes, 0, 100))
        .isInstanceOf(IllegalArgumentException.class);
    bytes.putInt(EventLayout.LENGTH, 300);
    assertThatThrownBy(() -> event.wrap(bytes, 0, 200))
        .hasMessageContaining("300 bytes does not fit the 200");
  }
}
