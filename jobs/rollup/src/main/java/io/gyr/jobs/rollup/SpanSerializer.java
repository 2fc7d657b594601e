package io.gyr.jobs.rollup;

import io.gyr.timeseries.column.MalformedChunkException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A {@link Span} in a checkpoint: start (8 bytes), unwritten pieces (4), whether it is closed (1),
 * and its form (1):
 *
 * <ul>
 *   <li>0, of histograms, not packed, and 1, packed: length of a chunk of all (4) and the chunk
 *   <li>2, of numbers, not packed: number of sealed chunks (4), of each the length (4) and the
 *       bytes, then the number of the other samples (4), and of each time (8) and value (8)
 * </ul>
 */
final class SpanSerializer {
  private static final int HISTOGRAMS = 0;
  private static final int PACKED = 1;
  private static final int NUMBERS = 2;

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
    target.writeInt(span.sealed.size());
    for (byte[] chunk : span.sealed) {
      write(chunk, target);
    }
    int first = Span.SEALED * span.sealed.size();
    target.writeInt(span.count - first);
    for (int i = first; i < span.count; i++) {
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
    } else {
      byte[] chunk = chunk(source);
      span = new Span(startMs, isOfHistograms(chunk));
      span.packed = chunk;
      if (form == HISTOGRAMS) {
        CODEC.get().unpack(span);
      }
    }
    span.unwrittenPieces = unwrittenPieces;
    span.closed = closed;
    return span;
  }

  private static void readNumbers(Span span, DataInputView source) throws IOException {
    List<byte[]> sealed = new ArrayList<>();
    for (int left = source.readInt(); left > 0; left--) {
      sealed.add(chunk(source));
    }
    try {
      CODEC.get().unseal(span, List.copyOf(sealed));
    } catch (MalformedChunkException e) {
      throw new IOException("a span of a checkpoint: " + e.getMessage(), e);
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
