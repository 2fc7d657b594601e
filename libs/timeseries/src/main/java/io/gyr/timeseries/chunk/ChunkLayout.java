package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;

/** The first bytes of every chunk: version and kind in one, and the number of entries. */
public final class ChunkLayout {
  /** Most entries of a chunk. It bounds what a decoder allocates for a hostile one. */
  public static final int MAX_ENTRIES = 1 << 16;

  /** Longest chunk that is read; far from where places of bits overflow an int. */
  private static final int MAX_BYTES = 1 << 26;

  private static final int VERSION = 1;
  private static final int VERSION_SHIFT = 4;

  private ChunkLayout() {}

  static void write(ChunkKind kind, int count, ByteOutput out) {
    if (count < 0 || count > MAX_ENTRIES) {
      throw new IllegalArgumentException(count + " entries in a chunk, at most " + MAX_ENTRIES);
    }
    out.writeByte(VERSION << VERSION_SHIFT | kind.ordinal());
    out.writeVarint(count);
  }

  /**
   * The kind of a chunk.
   *
   * @param first its first byte
   */
  public static ChunkKind kind(int first) throws MalformedChunkException {
    int version = (first & 0xff) >>> VERSION_SHIFT;
    if (version != VERSION) {
      throw new MalformedChunkException(
          "chunk of version " + version + "; this program reads version " + VERSION);
    }
    int kind = first & (1 << VERSION_SHIFT) - 1;
    if (kind >= ChunkKind.values().length) {
      throw new MalformedChunkException("chunk of unknown kind " + kind);
    }
    return ChunkKind.values()[kind];
  }

  /** Whether a chunk is of a kind; an empty one is of none. */
  static boolean is(ChunkKind kind, ByteBuffer chunk) throws MalformedChunkException {
    return chunk.hasRemaining() && kind(chunk.get(chunk.position())) == kind;
  }

  /** Reads kind and count; returns the count. */
  static int read(ChunkKind expected, ByteInput in) throws MalformedChunkException {
    if (in.remaining() > MAX_BYTES) {
      throw new MalformedChunkException(
          "chunk of " + in.remaining() + " bytes, at most " + MAX_BYTES);
    }
    ChunkKind kind = kind(in.readByte());
    if (kind != expected) {
      throw new MalformedChunkException("chunk of " + kind + " instead of " + expected);
    }
    return in.readCount("entries", MAX_ENTRIES);
  }

  static void expectEnd(ByteInput in) throws MalformedChunkException {
    if (in.remaining() > 0) {
      throw new MalformedChunkException(in.remaining() + " bytes behind the chunk's end");
    }
  }
}
