package io.gyr.jobs.rollup;

import io.gyr.timeseries.column.MalformedChunkException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A {@link Span} in a checkpoint: start (8 bytes), unwritten pieces (4), whether it is closed (1)
 * and packed (1), then the length of a chunk of its samples or histograms (4) and the chunk.
 */
final class SpanSerializer {
  /** Codecs are not for several threads; a checkpoint is written by one of its own. */
  private static final ThreadLocal<SpanCodec> CODEC = ThreadLocal.withInitial(SpanCodec::new);

  private SpanSerializer() {}

  static void write(Span span, DataOutputView target) throws IOException {
    target.writeLong(span.startMs);
    target.writeInt(span.unwrittenPieces);
    target.writeBoolean(span.closed);
    target.writeBoolean(span.packed != null);
    byte[] chunk = CODEC.get().encode(span);
    target.writeInt(chunk.length);
    target.write(chunk);
  }

  static Span read(DataInputView source) throws IOException {
    long startMs = source.readLong();
    int unwrittenPieces = source.readInt();
    boolean closed = source.readBoolean();
    boolean packed = source.readBoolean();
    byte[] chunk = new byte[source.readInt()];
    source.readFully(chunk);
    Span span = new Span(startMs, isOfHistograms(chunk));
    span.unwrittenPieces = unwrittenPieces;
    span.closed = closed;
    span.packed = chunk;
    if (!packed) {
      CODEC.get().unpack(span);
    }
    return span;
  }

  private static boolean isOfHistograms(byte[] chunk) throws IOException {
    try {
      return SpanCodec.isOfHistograms(chunk);
    } catch (MalformedChunkException e) {
      throw new IOException("a span of a checkpoint: " + e.getMessage(), e);
    }
  }
}
