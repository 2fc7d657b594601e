package io.gyr.jobs.rollup;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * A {@link SeriesState} in a checkpoint: agent, metric (as Flink writes strings), the periods it
 * was introduced into (4 times 8 bytes), the next flush (8), number of spans (4) and spans, and for
 * each resolution of aggregates the number of chunks (4), and of each the start (8), the length (4)
 * and the bytes.
 */
final class SeriesStateSerializer extends TypeSerializerSingleton<SeriesState> {
  private static final long serialVersionUID = 1L;
  static final SeriesStateSerializer INSTANCE = new SeriesStateSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public SeriesState createInstance() {
    return new SeriesState("", "");
  }

  @Override
  public SeriesState copy(SeriesState from) {
    return from.copy();
  }

  @Override
  public SeriesState copy(SeriesState from, SeriesState reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SeriesState state, DataOutputView target) throws IOException {
    StringValue.writeString(state.agent, target);
    StringValue.writeString(state.metric, target);
    target.writeLong(state.days.even);
    target.writeLong(state.days.odd);
    target.writeLong(state.fourWeeks.even);
    target.writeLong(state.fourWeeks.odd);
    target.writeLong(state.flushAtMs);
    target.writeInt(state.spans.size());
    for (Span span : state.spans) {
      SpanSerializer.write(span, target);
    }
    for (NavigableMap<Long, byte[]> chunks : state.aggregates) {
      target.writeInt(chunks.size());
      for (Map.Entry<Long, byte[]> chunk : chunks.entrySet()) {
        target.writeLong(chunk.getKey());
        target.writeInt(chunk.getValue().length);
        target.write(chunk.getValue());
      }
    }
  }

  @Override
  public SeriesState deserialize(DataInputView source) throws IOException {
    SeriesState state =
        new SeriesState(StringValue.readString(source), StringValue.readString(source));
    state.days.even = source.readLong();
    state.days.odd = source.readLong();
    state.fourWeeks.even = source.readLong();
    state.fourWeeks.odd = source.readLong();
    state.flushAtMs = source.readLong();
    for (int left = source.readInt(); left > 0; left--) {
      state.spans.add(SpanSerializer.read(source));
    }
    for (NavigableMap<Long, byte[]> chunks : state.aggregates) {
      for (int left = source.readInt(); left > 0; left--) {
        long startMs = source.readLong();
        byte[] chunk = new byte[source.readInt()];
        source.readFully(chunk);
        chunks.put(startMs, chunk);
      }
    }
    return state;
  }

  @Override
  public SeriesState deserialize(SeriesState reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<SeriesState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version that the layout is the one above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesState> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
