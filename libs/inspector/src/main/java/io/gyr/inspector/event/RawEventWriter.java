package io.gyr.inspector.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Builds raw events from something else than a kernel, such as a file of another format. The
 * setters follow the header; the fields come after, in any order. Not thread-safe.
 */
public final class RawEventWriter {
  private static final int CAPACITY = 1 << 16;

  private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
  private int length = EventLayout.HEADER_SIZE;

  /** Begins an event of the given {@code EventLayout.KIND_*}, with everything else zero. */
  public RawEventWriter begin(int kind) {
    Arrays.fill(bytes.array(), 0, length, (byte) 0);
    length = EventLayout.HEADER_SIZE;
    bytes.putShort(EventLayout.KIND, (short) kind);
    bytes.putInt(EventLayout.LOGIN_UID, -1);
    return this;
  }

  /** Sets the time, in nanoseconds of the boot clock. */
  public RawEventWriter time(long time) {
    bytes.putLong(EventLayout.TIME, time);
    return this;
  }

  /** Sets the call and its result. */
  public RawEventWriter call(int number, long result) {
    bytes.putShort(EventLayout.NUMBER, (short) number);
    bytes.putLong(EventLayout.RESULT, result);
    return this;
  }

  /** Sets who called. */
  public RawEventWriter ids(int pid, int tid, int parentPid) {
    bytes.putInt(EventLayout.TGID, pid);
    bytes.putInt(EventLayout.TID, tid);
    bytes.putInt(EventLayout.PPID, parentPid);
    return this;
  }

  /** Sets the id in the innermost pid namespace, the session and the terminal. */
  public RawEventWriter place(int virtualPid, int session, int tty) {
    bytes.putInt(EventLayout.VPID, virtualPid);
    bytes.putInt(EventLayout.SESSION, session);
    bytes.putInt(EventLayout.TTY, tty);
    return this;
  }

  /** Sets the real and the effective user and group, and the login user. */
  public RawEventWriter user(int uid, int gid, int effectiveUid, int effectiveGid, int loginUid) {
    bytes.putInt(EventLayout.UID, uid);
    bytes.putInt(EventLayout.GID, gid);
    bytes.putInt(EventLayout.EUID, effectiveUid);
    bytes.putInt(EventLayout.EGID, effectiveGid);
    bytes.putInt(EventLayout.LOGIN_UID, loginUid);
    return this;
  }

  /** Sets the mount namespace. */
  public RawEventWriter mountNamespace(int inode) {
    bytes.putInt(EventLayout.MOUNT_NAMESPACE, inode);
    return this;
  }

  /** Sets {@code EventLayout.FLAG_*}. */
  public RawEventWriter flags(int flags) {
    bytes.putInt(EventLayout.FLAGS, flags);
    return this;
  }

  /** Sets the id of the control group. */
  public RawEventWriter cgroup(long id) {
    bytes.putLong(EventLayout.CGROUP, id);
    return this;
  }

  /** Sets when the process started, in nanoseconds of the boot clock. */
  public RawEventWriter processStart(long start) {
    bytes.putLong(EventLayout.START, start);
    return this;
  }

  /** Sets the name of the thread, of which 15 bytes are kept. */
  public RawEventWriter comm(String name) {
    byte[] text = name.getBytes(UTF_8);
    bytes.put(EventLayout.COMM, new byte[16]);
    bytes.put(EventLayout.COMM, text, 0, Math.min(text.length, 15));
    return this;
  }

  /** Sets the first arguments. */
  public RawEventWriter arguments(long... values) {
    for (int i = 0; i < values.length; i++) {
      bytes.putLong(EventLayout.ARGUMENTS + 8 * i, values[i]);
    }
    return this;
  }

  /** Adds the text of an argument. */
  public RawEventWriter string(int argument, String text) {
    return field(EventLayout.FIELD_STRING, argument, text.getBytes(UTF_8));
  }

  /** Adds the arguments of a program. */
  public RawEventWriter argv(List<String> arguments) {
    String joined = arguments.isEmpty() ? "" : String.join("\0", arguments) + "\0";
    return field(EventLayout.FIELD_ARGV, 0, joined.getBytes(UTF_8));
  }

  /** Adds an absolute path in a field that holds names, leaf first. */
  public RawEventWriter path(int tag, String path) {
    StringBuilder names = new StringBuilder();
    String[] parts = path.split("/");
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty()) {
        names.append(parts[i]).append('\0');
      }
    }
    return field(tag, 0, names.toString().getBytes(UTF_8));
  }

  /**
   * Adds a field.
   *
   * @throws java.nio.BufferOverflowException if the event would exceed 64 KiB
   */
  public RawEventWriter field(int tag, int argument, byte[] payload) {
    bytes.position(length);
    bytes.put((byte) tag).put((byte) argument).putShort((short) payload.length).put(payload);
    length = bytes.position() + 7 & ~7;
    return this;
  }

  /** Lays a window over the event, which is valid until the next one is begun. */
  public RawEvent wrap(RawEvent window) {
    bytes.putInt(EventLayout.LENGTH, length);
    return window.wrap(bytes, 0, length);
  }
}
