package io.gyr.jobs.rollup;

import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.chunk.SampleEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A {@link Span} in a checkpoint: start (8 bytes), unwritten pieces (4), closed (1), then the
 * length of a chunk of samples (4) and the chunk.
 */
final class SpanSerializer extends TypeSerializerSingleton<Span> {
  private static final long serialVersionUID = 1L;
  static final SpanSerializer INSTANCE = new SpanSerializer();

  /** Encoders are not for several threads; a checkpoint is written by one of its own. */
  private static final ThreadLocal<SampleEncoder> ENCODER =
      ThreadLocal.withInitial(SampleEncoder::new);

  private static final ThreadLocal<SampleDecoder> DECODER =
      ThreadLocal.withInitial(SampleDecoder::new);

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Span createInstance() {
    return new Span(0, 0);
  }

  @Override
  public Span copy(Span from) {
    return new Span(from);
  }

  @Override
  public Span copy(Span from, Span reuse) {
    return new Span(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Span span, DataOutputView target) throws IOException {
    target.writeLong(span.startMs);
    target.writeInt(span.unwrittenPieces);
    target.writeBoolean(span.closed);
    byte[] chunk = ENCODER.get().encode(span.timesMs, span.values, span.count);
    target.writeInt(chunk.length);
    target.write(chunk);
  }

  @Override
  public Span deserialize(DataInputView source) throws IOException {
    long startMs = source.readLong();
    int unwrittenPieces = source.readInt();
    boolean closed = source.readBoolean();
    byte[] chunk = new byte[source.readInt()];
    source.readFully(chunk);
    try {
      SampleDecoder decoder = DECODER.get();
      int count = decoder.open(chunk);
      Span span = new Span(startMs, count);
      decoder.read(span.timesMs, span.values, 0);
      span.count = count;
      span.unwrittenPieces = unwrittenPieces;
      span.closed = closed;
      return span;
    } catch (MalformedChunkException e) {
      throw new IOException("a span of a checkpoint: " + e.getMessage(), e);
    }
  }

  @Override
  public Span deserialize(Span reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Span> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version that the layout is the one above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Span> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
