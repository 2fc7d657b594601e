package io.gyr.inspector.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window onto the bytes of one event, laid over them where they are. It is valid only as long as
 * those bytes are: in a ring until the handler returns. Not thread-safe.
 *
 * <p>Ids are of the host's namespaces unless said otherwise; unsigned 32-bit ids come as longs.
 */
public final class RawEvent {
  private static final int MAX_PAYLOAD = 4096 + 256;

  private final byte[] scratch = new byte[MAX_PAYLOAD];
  private ByteBuffer bytes = ByteBuffer.allocate(EventLayout.HEADER_SIZE);
  private int start;
  private int length;

  /**
   * Lays this window over an event.
   *
   * @param bytes in the byte order of the machine that captured them
   * @param start where the event's header begins
   * @param available bytes from there on that belong to the event
   * @return this
   * @throws IllegalArgumentException if that many bytes cannot hold what the header announces
   */
  public RawEvent wrap(ByteBuffer bytes, int start, int available) {
    if (bytes.order() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalArgumentException("events are little-endian");
    }
    int announced =
        available < EventLayout.HEADER_SIZE ? -1 : bytes.getInt(start + EventLayout.LENGTH);
    if (announced < EventLayout.HEADER_SIZE || announced > available) {
      throw new IllegalArgumentException(
          "an event of " + announced + " bytes does not fit the " + available + " that are there");
    }
    this.bytes = bytes;
    this.start = start;
    this.length = announced;
    return this;
  }

  /** When it happened: nanoseconds of the boot clock. */
  public long time() {
    return bytes.getLong(start + EventLayout.TIME);
  }

  /** One of {@code EventLayout.KIND_*}. */
  public int kind() {
    return bytes.getShort(start + EventLayout.KIND);
  }

  /** Number of the call in the table of its architecture. */
  public int number() {
    return bytes.getShort(start + EventLayout.NUMBER);
  }

  /** What the call returned, a negative errno if it failed. */
  public long result() {
    return bytes.getLong(start + EventLayout.RESULT);
  }

  /** Whether the call did not fail. */
  public boolean succeeded() {
    long result = result();
    return result >= 0 || result < -4095;
  }

  /** Process. */
  public int pid() {
    return bytes.getInt(start + EventLayout.TGID);
  }

  /** Thread. */
  public int tid() {
    return bytes.getInt(start + EventLayout.TID);
  }

  /** Parent of the process at that time. */
  public int parentPid() {
    return bytes.getInt(start + EventLayout.PPID);
  }

  /** Real user. */
  public long uid() {
    return id(EventLayout.UID);
  }

  /** Real group. */
  public long gid() {
    return id(EventLayout.GID);
  }

  /** Effective user. */
  public long effectiveUid() {
    return id(EventLayout.EUID);
  }

  /** Effective group. */
  public long effectiveGid() {
    return id(EventLayout.EGID);
  }

  /** Audit login user, -1 if never set. */
  public long loginUid() {
    return bytes.getInt(start + EventLayout.LOGIN_UID) == -1 ? -1 : id(EventLayout.LOGIN_UID);
  }

  /** Session leader. */
  public int session() {
    return bytes.getInt(start + EventLayout.SESSION);
  }

  /** Inode number of the pid namespace. */
  public long pidNamespace() {
    return id(EventLayout.PID_NAMESPACE);
  }

  /** Inode number of the mount namespace. */
  public long mountNamespace() {
    return id(EventLayout.MOUNT_NAMESPACE);
  }

  /** Process, in its innermost pid namespace. */
  public int virtualPid() {
    return bytes.getInt(start + EventLayout.VPID);
  }

  /** Device number of the controlling terminal, 0 for none. */
  public int tty() {
    return bytes.getInt(start + EventLayout.TTY);
  }

  /** Whether all of {@code EventLayout.FLAG_*} in the mask are set. */
  public boolean has(int flags) {
    return (bytes.getInt(start + EventLayout.FLAGS) & flags) == flags;
  }

  /** Id of the control group. */
  public long cgroup() {
    return bytes.getLong(start + EventLayout.CGROUP);
  }

  /** When the process started: nanoseconds of the boot clock. */
  public long processStart() {
    return bytes.getLong(start + EventLayout.START);
  }

  /**
   * An argument as its register held it.
   *
   * @param index 0 to 5
   */
  public long argument(int index) {
    return bytes.getLong(start + EventLayout.ARGUMENTS + 8 * index);
  }

  /** First eight bytes of the thread's name: with {@link #commHigh}, a cheap way to compare. */
  public long commLow() {
    return bytes.getLong(start + EventLayout.COMM);
  }

  /** Last eight bytes of the thread's name. */
  public long commHigh() {
    return bytes.getLong(start + EventLayout.COMM + 8);
  }

  /** Name of the thread. */
  public String comm() {
    int size = 0;
    while (size < 16 && bytes.get(start + EventLayout.COMM + size) != 0) {
      scratch[size] = bytes.get(start + EventLayout.COMM + size);
      size++;
    }
    return new String(scratch, 0, size, UTF_8);
  }

  /** Text of an argument; null if it has none or it could not be read. */
  public @Nullable String string(int argument) {
    int field = field(EventLayout.FIELD_STRING, argument);
    return field < 0 ? null : text(field + 4, size(field));
  }

  /** Path in a field of names, leaf first; null if the field is missing. */
  public @Nullable String path(int tag) {
    int field = field(tag, 0);
    if (field < 0) {
      return null;
    }
    List<String> names = texts(field);
    Collections.reverse(names);
    return "/" + String.join("/", names);
  }

  /** Texts of {@code FIELD_ARGV}; empty if the field is missing. */
  public List<String> argv() {
    int field = field(EventLayout.FIELD_ARGV, 0);
    return field < 0 ? new ArrayList<>() : texts(field);
  }

  /**
   * Looks for a field.
   *
   * @return handle for {@link #size} and the readers below, or -1 if there is none
   */
  public int field(int tag, int argument) {
    int wanted = tag | argument << 8;
    int at = start + EventLayout.HEADER_SIZE;
    int end = start + length;
    while (at + 4 <= end) {
      int head = bytes.getInt(at);
      int size = head >>> 16;
      if (at + 4 + size > end) {
        return -1;
      }
      if ((head & 0xffff) == wanted) {
        return at;
      }
      at += 4 + size + 7 & ~7;
    }
    return -1;
  }

  /** Bytes of a field's payload. */
  public int size(int field) {
    return bytes.getInt(field) >>> 16;
  }

  /** Unsigned 8 bits of a payload. */
  public int u8(int field, int offset) {
    return bytes.get(field + 4 + offset) & 0xff;
  }

  /** Unsigned 16 bits of a payload. */
  public int u16(int field, int offset) {
    return bytes.getShort(field + 4 + offset) & 0xffff;
  }

  /** 32 bits of a payload. */
  public int i32(int field, int offset) {
    return bytes.getInt(field + 4 + offset);
  }

  /** 64 bits of a payload. */
  public long i64(int field, int offset) {
    return bytes.getLong(field + 4 + offset);
  }

  /** Text of a payload from an offset on, up to its end. */
  public String text(int field, int offset, int size) {
    return text(field + 4 + offset, size);
  }

  /** Copies bytes of a payload. */
  public void copy(int field, int offset, byte[] to, int size) {
    bytes.get(field + 4 + offset, to, 0, size);
  }

  private long id(int offset) {
    return bytes.getInt(start + offset) & 0xffffffffL;
  }

  private String text(int at, int size) {
    int n = Math.min(size, MAX_PAYLOAD);
    bytes.get(at, scratch, 0, n);
    return new String(scratch, 0, n, UTF_8);
  }

  private List<String> texts(int field) {
    int size = Math.min(size(field), MAX_PAYLOAD);
    bytes.get(field + 4, scratch, 0, size);
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < size; i++) {
      if (scratch[i] == 0) {
        texts.add(new String(scratch, from, i - from, UTF_8));
        from = i + 1;
      }
    }
    if (from < size) {
      texts.add(new String(scratch, from, size - from, UTF_8));
    }
    return texts;
  }
}
