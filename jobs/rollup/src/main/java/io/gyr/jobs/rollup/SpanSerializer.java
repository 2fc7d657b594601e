package io.gyr.jobs.rollup;

import io.gyr.timeseries.column.MalformedChunkException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A {@link Span} in a checkpoint: start (8 bytes), unwritten pieces (4), whether it is closed (1),
 * and its form (1):
 *
 * <ul>
 *   <li>0, of histograms, not packed, and 1, packed: length of a chunk of all (4) and the chunk
 *   <li>3, of numbers, not packed: number of sealed pieces (4), of each its place in the span (4),
 *       the length of its chunk (4) and the chunk, then the number of the other samples (4), and of
 *       each time (8) and value (8)
 * </ul>
 */
final class SpanSerializer {
  private static final int HISTOGRAMS = 0;
  private static final int PACKED = 1;
  private static final int NUMBERS = 3;

  /** Codecs are not for several threads; a checkpoint is written by one of its own. */
  private static final ThreadLocal<SpanCodec> CODEC = ThreadLocal.withInitial(SpanCodec::new);

  private SpanSerializer() {}

  static void write(Span span, DataOutputView target) throws IOException {
    target.writeLong(span.startMs);
    target.writeInt(span.unwrittenPieces);
    target.writeBoolean(span.closed);
    if (span.packed == null && !span.ofHistograms) {
      target.writeByte(NUMBERS);
      writeNumbers(span, target);
    } else {
      target.writeByte(span.packed == null ? HISTOGRAMS : PACKED);
      write(CODEC.get().encode(span), target);
    }
  }

  private static void writeNumbers(Span span, DataOutputView target) throws IOException {
    int sealed = 0;
    for (int piece = 0; piece < Span.PIECES; piece++) {
      sealed += span.sealed(piece) == null ? 0 : 1;
    }
    target.writeInt(sealed);
    for (int piece = 0; piece < Span.PIECES; piece++) {
      byte[] chunk = span.sealed(piece);
      if (chunk != null) {
        target.writeInt(piece);
        write(chunk, target);
      }
    }
    target.writeInt(span.count);
    for (int i = 0; i < span.count; i++) {
      target.writeLong(span.timesMs[i]);
      target.writeDouble(span.values[i]);
    }
  }

  private static void write(byte[] chunk, DataOutputView target) throws IOException {
    target.writeInt(chunk.length);
    target.write(chunk);
  }

  static Span read(DataInputView source) throws IOException {
    long startMs = source.readLong();
    int unwrittenPieces = source.readInt();
    boolean closed = source.readBoolean();
    int form = source.readByte();
    Span span;
    if (form == NUMBERS) {
      span = new Span(startMs, false);
      readNumbers(span, source);
    } else if (form != HISTOGRAMS && form != PACKED) {
      throw new IOException("a span of a checkpoint has the unknown form " + form);
    } else {
      byte[] chunk = chunk(source);
      span = new Span(startMs, isOfHistograms(chunk));
      span.packed = chunk;
      if (form == HISTOGRAMS) {
        CODEC.get().open(span, startMs);
      }
    }
    span.unwrittenPieces = unwrittenPieces;
    span.closed = closed;
    return span;
  }

  private static void readNumbers(Span span, DataInputView source) throws IOException {
    for (int left = source.readInt(); left > 0; left--) {
      int piece = source.readInt();
      byte[] chunk = chunk(source);
      try {
        span.keepSealed(piece, chunk, CODEC.get().samples(chunk));
      } catch (MalformedChunkException e) {
        throw new IOException("a span of a checkpoint: " + e.getMessage(), e);
      }
    }
    for (int left = source.readInt(); left > 0; left--) {
      long timeMs = source.readLong();
      span.add(timeMs, source.readDouble());
    }
  }

  private static byte[] chunk(DataInputView source) throws IOException {
    byte[] chunk = new byte[source.readInt()];
    source.readFully(chunk);
    return chunk;
  }

  private static boolean isOfHistograms(byte[] chunk) throws IOException {
    try {
      return SpanCodec.isOfHistograms(chunk);
    } catch (MalformedChunkException e) {
      throw new IOException("a span of a checkpoint: " + e.getMessage(), e);
    }
  }
}
