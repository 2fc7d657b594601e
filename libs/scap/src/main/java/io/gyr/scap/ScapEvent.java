package io.gyr.scap;

import java.util.Arrays;

/**
 * One event, read where its bytes lie: the same object for every event, valid until the next one is
 * read. Parameters that the event does not have are empty. Not thread-safe.
 */
public final class ScapEvent {
  static final int HEADER_V1 = 22;
  static final int HEADER_V2 = 26;
  static final int MAX_PARAMETERS = 256;

  private byte[] bytes = new byte[0];
  private EventInfo info = EventTable.get(0);
  private int processor;
  private int flags;
  private long time;
  private long threadId;
  private int count;

  /** Where each parameter begins, and behind the last one where it ends. */
  private final int[] starts = new int[MAX_PARAMETERS + 1];

  ScapEvent() {}

  /** What is known of the event's code. */
  public EventInfo info() {
    return info;
  }

  /** The code: even for enter events, odd for exit events. */
  public int code() {
    return info.code();
  }

  /** CPU that the event is from. */
  public int processor() {
    return processor;
  }

  /** Flags of the block, 0 for blocks without. */
  public int flags() {
    return flags;
  }

  /** Nanoseconds UTC since 1970. */
  public long time() {
    return time;
  }

  /** Thread id on the host; -1 where the event is of no thread. */
  public long threadId() {
    return threadId;
  }

  /** How many parameters the event has. */
  public int count() {
    return count;
  }

  /** The array that the parameters lie in. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a parameter begins. Only for parameters that the event has. */
  public int start(int parameter) {
    return starts[parameter];
  }

  /** Bytes of a parameter; 0 for one that the event does not have. */
  public int length(int parameter) {
    return parameter < count ? starts[parameter + 1] - starts[parameter] : 0;
  }

  /** Whether a parameter has no bytes, or is not there. */
  public boolean isEmpty(int parameter) {
    return length(parameter) == 0;
  }

  /** A number of any width, as signed as its type; 0 for an empty parameter. */
  public long number(int parameter) {
    if (parameter >= count) {
      return 0;
    }
    int at = starts[parameter];
    return switch (starts[parameter + 1] - at) {
      case 8 -> Bytes.i64(bytes, at);
      case 4 ->
          info.parameters().get(parameter).type() == ParameterType.I32
              ? Bytes.i32(bytes, at)
              : Bytes.i32(bytes, at) & 0xffffffffL;
      case 2 ->
          info.parameters().get(parameter).type() == ParameterType.I16
              ? (short) Bytes.u16(bytes, at)
              : Bytes.u16(bytes, at);
      case 1 ->
          info.parameters().get(parameter).type() == ParameterType.I8
              ? bytes[at]
              : bytes[at] & 0xff;
      default -> 0;
    };
  }

  /** Text up to its zero byte; empty for an empty parameter. */
  public String text(int parameter) {
    return parameter < count ? Bytes.terminated(bytes, starts[parameter], length(parameter)) : "";
  }

  void set(EventInfo info, int processor, int flags, long time, long threadId) {
    this.info = info;
    this.processor = processor;
    this.flags = flags;
    this.time = time;
    this.threadId = threadId;
  }

  /** Sets where the parameters lie; false when they do not fit. */
  boolean setParameters(byte[] in, int lengths, int parameters, int end) {
    boolean large = info.isLarge();
    int width = large ? 4 : 2;
    int at = lengths + parameters * width;
    if (parameters > MAX_PARAMETERS || at > end) {
      return false;
    }
    bytes = in;
    count = Math.min(parameters, info.parameters().size());
    starts[0] = at;
    for (int i = 0; i < count; i++) {
      int length = large ? Bytes.i32(in, lengths + 4 * i) : Bytes.u16(in, lengths + 2 * i);
      if (length < 0 || length > end - at) {
        return false;
      }
      at += length;
      starts[i + 1] = at;
    }
    return true;
  }

  /** A copy that outlives the next event. */
  public ScapEvent snapshot() {
    ScapEvent copy = new ScapEvent();
    copy.copyOf(this);
    return copy;
  }

  /** Becomes a copy that outlives the next event. */
  void copyOf(ScapEvent other) {
    set(other.info, other.processor, other.flags, other.time, other.threadId);
    count = other.count;
    int from = other.starts[0];
    int length = other.starts[other.count] - from;
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    System.arraycopy(other.bytes, from, bytes, 0, length);
    for (int i = 0; i <= count; i++) {
      starts[i] = other.starts[i] - from;
    }
  }

  /** Begins an event that is put together from the parameters of others. */
  void begin(ScapEvent of, EventInfo as) {
    set(as, of.processor, of.flags, of.time, of.threadId);
    count = 0;
    starts[0] = 0;
  }

  void append(byte[] from, int start, int length) {
    int at = starts[count];
    if (bytes.length < at + length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + length, 2 * bytes.length));
    }
    System.arraycopy(from, start, bytes, at, length);
    count++;
    starts[count] = at + length;
  }
}
