package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks of aggregates, one behind the other in one, for a span that goes on: what is added then
 * costs as much as its own part, not as all that was there. Takes more room than one chunk of all.
 */
public final class PartedChunk {
  /** Most parts. */
  public static final int MAX_PARTS = 64;

  private PartedChunk() {}

  /**
   * The chunk of some parts.
   *
   * @param parts chunks of aggregates that are not parted themselves, in the order of their times;
   *     an empty array for a part that has no windows
   */
  public static byte[] of(List<byte[]> parts) {
    if (parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException(parts.size() + " parts, at most " + MAX_PARTS);
    }
    ByteOutput out = new ByteOutput();
    ChunkLayout.write(ChunkKind.PARTED_AGGREGATES, parts.size(), out);
    for (byte[] part : parts) {
      out.writeVarint(part.length);
      out.write(part);
    }
    return out.toByteArray();
  }

  /**
   * Whether a chunk has parts.
   *
   * @throws MalformedChunkException if it is of no known kind
   */
  public static boolean is(ByteBuffer chunk) throws MalformedChunkException {
    return ChunkLayout.is(ChunkKind.PARTED_AGGREGATES, chunk);
  }

  /**
   * The parts of a chunk that has some, which share its bytes.
   *
   * @throws MalformedChunkException if it is not whole
   */
  public static List<ByteBuffer> parts(ByteBuffer chunk) throws MalformedChunkException {
    ByteInput in = new ByteInput();
    in.reset(chunk);
    int count = ChunkLayout.read(ChunkKind.PARTED_AGGREGATES, in);
    if (count > MAX_PARTS) {
      throw new MalformedChunkException(count + " parts, at most " + MAX_PARTS);
    }
    List<ByteBuffer> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = in.readCount("bytes of a part", chunk.remaining());
      int from = chunk.position() + in.position();
      in.skip(length);
      parts.add(chunk.slice(from, length));
    }
    ChunkLayout.expectEnd(in);
    return parts;
  }
}
