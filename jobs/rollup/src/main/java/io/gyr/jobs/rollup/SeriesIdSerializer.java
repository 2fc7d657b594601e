package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.SerializedType;
import io.gyr.timeseries.SeriesId;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A series' id, the key of the stream: 16 bytes, big endian. */
final class SeriesIdSerializer extends TypeSerializerSingleton<SeriesId> {
  private static final long serialVersionUID = 1L;
  static final SeriesIdSerializer INSTANCE = new SeriesIdSerializer();

  /** The type that this serializes. */
  static final SerializedType<SeriesId> TYPE = new SerializedType<>(SeriesId.class, INSTANCE);

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SeriesId createInstance() {
    return new SeriesId(0, 0);
  }

  @Override
  public SeriesId copy(SeriesId from) {
    return from;
  }

  @Override
  public SeriesId copy(SeriesId from, SeriesId reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return SeriesId.BYTES;
  }

  @Override
  public void serialize(SeriesId id, DataOutputView target) throws IOException {
    target.writeLong(id.high());
    target.writeLong(id.low());
  }

  @Override
  public SeriesId deserialize(DataInputView source) throws IOException {
    return new SeriesId(source.readLong(), source.readLong());
  }

  @Override
  public SeriesId deserialize(SeriesId reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, SeriesId.BYTES);
  }

  @Override
  public TypeSerializerSnapshot<SeriesId> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version that the layout is the one above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesId> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
