package io.gyr.scap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a capture from front to back with bounded memory: the tables go to a sink, the events to
 * one cursor. Where the file is damaged, everything before the damage is given and then one {@link
 * ScapException}. Not thread-safe.
 */
public final class ScapReader implements AutoCloseable {
  private static final int SECTION = 0x0a0d0d0a;
  private static final int BYTE_ORDER = 0x1a2b3c4d;
  private static final int MAJOR = 1;
  private static final int HEAD = 8;
  private static final int TAIL = 4;
  private static final int SECTION_CONTENT = 16;

  /** An event may be as large as a plugin makes it, but no larger than what fits a process. */
  private static final int LARGEST_EVENT = 256 << 20;

  private static final int LARGEST_TABLE = 64 << 20;

  private final ScapInput in;
  private final TableSink sink;
  private final ScapEvent event = new ScapEvent();
  private boolean started;
  private boolean inTables;
  private long events;
  private long skipped;

  private ScapReader(InputStream in, TableSink sink) throws IOException {
    this.in = new ScapInput(in);
    this.sink = sink;
  }

  /** Opens a file; nothing of it is read yet but what shows whether it is compressed. */
  public static ScapReader open(Path file, TableSink sink) throws IOException {
    InputStream stream = Files.newInputStream(file);
    try {
      return new ScapReader(stream, sink);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /** Reads from a stream, which is closed with the reader. */
  public static ScapReader of(InputStream stream, TableSink sink) throws IOException {
    return new ScapReader(stream, sink);
  }

  /** The cursor; the same object every time. */
  public ScapEvent event() {
    return event;
  }

  /** How many event blocks were read, those with unknown codes included. */
  public long events() {
    return events;
  }

  /** How many events have a code that this version does not know, and were passed over. */
  public long skippedEvents() {
    return skipped;
  }

  /** How many bytes of the file, after decompression, were read. */
  public long offset() {
    return in.offset();
  }

  /**
   * Goes on to the next event.
   *
   * @return false at the end
   * @throws ScapException where the capture is damaged
   */
  public boolean next() throws IOException {
    while (true) {
      int there = in.require(HEAD);
      if (there < HEAD) {
        endOfFile(there);
        return false;
      }
      int type = Bytes.i32(in.buffer(), in.position());
      int length = Bytes.i32(in.buffer(), in.position() + 4);
      if (!started && type != SECTION) {
        throw error("this is no scap capture: a section header is expected");
      }
      BlockType kind = BlockType.of(type);
      if (kind == BlockType.OTHER) {
        pass(length);
        continue;
      }
      int largest = kind.isEvent() ? LARGEST_EVENT : LARGEST_TABLE;
      if (length < HEAD + TAIL || length > largest) {
        throw error("a block of " + (length & 0xffffffffL) + " bytes");
      }
      if (in.require(length) < length) {
        throw truncated();
      }
      if (Bytes.i32(in.buffer(), in.position() + length - TAIL) != length && !kind.isEvent()) {
        throw error("the two lengths of a block differ");
      }
      if (kind.isEvent()) {
        if (inTables) {
          inTables = false;
          sink.tablesEnd();
        }
        boolean known = readEvent(kind, length);
        in.advance(length);
        events++;
        if (known) {
          return true;
        }
        skipped++;
      } else {
        readTable(kind, length);
        in.advance(length);
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void endOfFile(int there) throws ScapException {
    if (!started) {
      throw error("this is no scap capture: the file is empty");
    }
    if (inTables) {
      inTables = false;
      sink.tablesEnd();
    }
    if (there > 0 || in.damaged()) {
      throw truncated();
    }
  }

  private void pass(int length) throws IOException {
    if (length < HEAD + TAIL) {
      throw error("a block of " + (length & 0xffffffffL) + " bytes");
    }
    if (!in.skip(length)) {
      throw truncated();
    }
  }

  private void readTable(BlockType kind, int length) throws ScapException {
    int start = in.position();
    Block block = new Block(in.buffer(), start + HEAD, start + length - TAIL, in.offset());
    if (kind != BlockType.SECTION && !inTables) {
      // Tables in the middle of the events belong to a capture that was appended.
      inTables = true;
    }
    switch (kind) {
      case SECTION -> section(block);
      case MACHINE -> sink.machine(MachineInfo.read(block));
      case THREADS -> ThreadListReader.read(block, version(start), sink);
      case DESCRIPTORS -> FdListReader.read(block, version(start) == 2, sink);
      case USERS -> UserListReader.read(block, version(start) == 2, sink);
      case INTERFACES -> InterfaceListReader.read(block, version(start) == 2, sink);
      default -> throw error("an unexpected block");
    }
  }

  private int version(int start) {
    return BlockType.version(Bytes.i32(in.buffer(), start));
  }

  private void section(Block block) throws ScapException {
    if (block.left() < SECTION_CONTENT) {
      throw error("a section header that is too short");
    }
    int order = block.i32();
    int major = block.u16();
    if (order != BYTE_ORDER) {
      throw error("a section header in an unknown byte order");
    }
    if (major > MAJOR) {
      throw error("a capture of version " + major + ", which is newer than 1.2");
    }
    started = true;
    inTables = true;
    sink.section();
  }

  /** Points the cursor at an event; false when its code is not known. */
  private boolean readEvent(BlockType kind, int length) throws ScapException {
    byte[] bytes = in.buffer();
    int at = in.position() + HEAD;
    int end = in.position() + length - TAIL;
    int type = Bytes.i32(bytes, in.position());
    boolean counted = BlockType.version(type) == 2;
    int header = counted ? ScapEvent.HEADER_V2 : ScapEvent.HEADER_V1;
    int front = kind == BlockType.EVENT ? 2 : 6;
    if (end - at < front + header) {
      throw error("an event that is too short");
    }
    int processor = Bytes.u16(bytes, at);
    int flags = kind == BlockType.EVENT ? 0 : Bytes.i32(bytes, at + 2);
    at += front;
    int size = Bytes.i32(bytes, at + 16);
    int code = Bytes.u16(bytes, at + 20);
    if (code >= EventTable.size()) {
      return false;
    }
    if (size < header || size > end - at) {
      throw error("an event that is longer than its block");
    }
    EventInfo info = EventTable.get(code);
    event.set(info, processor, flags, Bytes.i64(bytes, at), Bytes.i64(bytes, at + 8));
    int limit = at + size;
    int parameters =
        counted
            ? Bytes.i32(bytes, at + 22)
            : UncountedEvent.parameters(bytes, at + header, limit, info);
    if (parameters < 0 || !event.setParameters(bytes, at + header, parameters, limit)) {
      throw error("an event whose parameters do not fit");
    }
    return true;
  }

  private ScapException truncated() {
    return error("the capture is truncated");
  }

  private ScapException error(String what) {
    return new ScapException(in.offset(), what);
  }
}
