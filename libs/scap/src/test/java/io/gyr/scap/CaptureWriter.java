package io.gyr.scap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes captures for tests: what a test says, right or wrong. */
public final class CaptureWriter {
  private static final int SECTION = 0x0a0d0d0a;
  private static final int MACHINE = 0x201;
  private static final int THREADS = 0x215;
  private static final int DESCRIPTORS = 0x218;
  private static final int EVENT = 0x216;
  private static final int LARGE_EVENT = 0x221;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long time = 1_000_000_000_000_000_000L;

  /** A capture with a section header. */
  public CaptureWriter() {
    block(SECTION, b -> b.putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 2).putLong(-1));
  }

  /** Everything written so far. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** How many bytes were written. */
  public int size() {
    return out.size();
  }

  /** A block of any type. */
  public CaptureWriter block(int type, Consumer<ByteBuffer> content) {
    ByteBuffer body = buffer();
    content.accept(body);
    int length = body.position() + 12;
    ByteBuffer whole = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    whole.putInt(type).putInt(length).put(body.array(), 0, body.position()).putInt(length);
    out.writeBytes(whole.array());
    return this;
  }

  /** The machine. */
  public CaptureWriter machine(String hostname) {
    return block(
        MACHINE,
        b -> {
          b.putInt(4).putLong(1L << 30).putLong(1 << 15);
          b.put(java.util.Arrays.copyOf(hostname.getBytes(StandardCharsets.UTF_8), 128));
          b.putLong(5).putLong(0).put(new byte[16]);
        });
  }

  /** A main thread with what tests look at. */
  public CaptureWriter process(long pid, long parent, String name, String cwd, String cgroups) {
    return block(
        THREADS,
        b -> {
          b.putInt(0).putLong(pid).putLong(pid).putLong(parent).putLong(1).putLong(1);
          text(b, name);
          text(b, name);
          text(b, "/usr/bin/" + name);
          text(b, "-a\0-b\0");
          text(b, cwd);
          b.putLong(1024).putInt(0).putInt(0).putInt(0);
          b.putInt(10).putInt(20).putInt(30).putLong(1).putLong(2);
          text(b, "HOME=/root\0");
          b.putLong(pid).putLong(pid);
          text(b, cgroups);
          text(b, "/");
          b.putInt(-1).put((byte) 0).putLong(0).putLong(0).putLong(0).put((byte) 0);
          b.putLong(7).putLong(8).putLong(9).put((byte) 0).put((byte) 0).putLong(1);
          b.putInt(0, b.position());
        });
  }

  /** A descriptor of a file. */
  public CaptureWriter file(long pid, long number, String path) {
    return block(
        DESCRIPTORS,
        b -> {
          b.putLong(pid);
          int start = b.position();
          b.putInt(0)
              .putLong(number)
              .putLong(77)
              .put((byte) (FdType.FILE_V2.ordinal() - 1))
              .putInt(1);
          text(b, path);
          b.putInt(3);
          b.putInt(start, b.position() - start);
        });
  }

  /**
   * An event. Parameters are a Number, which gets the width of its type, a String, which gets a
   * zero byte, or a byte[] as it is.
   */
  public CaptureWriter event(long tid, int code, Object... parameters) {
    byte[][] raw = new byte[parameters.length][];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = parameter(EventTable.get(code), i, parameters[i]);
    }
    return raw(tid, code, raw);
  }

  /** An event of bytes that are written as they are. */
  public CaptureWriter raw(long tid, int code, byte[]... parameters) {
    boolean large = code < EventTable.size() && EventTable.get(code).isLarge();
    return block(
        large ? LARGE_EVENT : EVENT,
        b -> {
          b.putShort((short) 1);
          int start = b.position();
          time += 1000;
          b.putLong(time).putLong(tid).putInt(0).putShort((short) code).putInt(parameters.length);
          for (byte[] parameter : parameters) {
            if (large) {
              b.putInt(parameter.length);
            } else {
              b.putShort((short) parameter.length);
            }
          }
          for (byte[] parameter : parameters) {
            b.put(parameter);
          }
          b.putInt(start + 16, b.position() - start);
        });
  }

  private static byte[] parameter(EventInfo info, int index, Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }
    ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    number.putLong(((Number) value).longValue());
    int size = info.parameters().get(index).type().size();
    return java.util.Arrays.copyOf(number.array(), size);
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void text(ByteBuffer b, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    b.putShort((short) bytes.length).put(bytes);
  }
}
