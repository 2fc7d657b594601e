package io.gyr.agent;

import io.gyr.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of record that the agent ships. The code is the first byte of a queue entry, so a code
 * once given is never given to another kind.
 */
public enum RecordKind {
  /** A {@code Syscall} from its field {@code type} on. */
  SYSCALL(1, Topic.SYSCALLS, true),
  /** A {@code MetricSample} from its field {@code time_ms} on. */
  METRIC(2, Topic.METRICS, true),
  /** A whole {@code Entity}. */
  ENTITY(3, Topic.METADATA, false);

  private static final RecordKind[] BY_CODE = {SYSCALL, METRIC, ENTITY};

  private final byte code;
  private final Topic topic;
  private final boolean numbered;

  RecordKind(int code, Topic topic, boolean numbered) {
    this.code = (byte) code;
    this.topic = topic;
    this.numbered = numbered;
  }

  /** The kind of an entry that begins with {@code code}, or null if there is none. */
  public static @Nullable RecordKind of(byte code) {
    return code >= 1 && code <= BY_CODE.length ? BY_CODE[code - 1] : null;
  }

  /** The first byte of an entry. */
  public byte code() {
    return code;
  }

  /** The topic of the kind. */
  public Topic topic() {
    return topic;
  }

  /**
   * Whether the record begins with host_id, agent_epoch_ns and sequence. The queue does not store
   * these three; they follow from the place of the entry and are put in front when it is shipped.
   */
  public boolean numbered() {
    return numbered;
  }
}
