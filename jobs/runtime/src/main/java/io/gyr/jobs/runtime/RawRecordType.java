package io.gyr.jobs.runtime;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Moves {@link RawRecord}s between operators: topic (modified UTF-8), partition (4 bytes), offset
 * (8), then key and value, each as a 4-byte length, -1 for null, and its bytes.
 */
public final class RawRecordType {
  /** The type itself. */
  public static final SerializedType<RawRecord> INSTANCE =
      new SerializedType<>(RawRecord.class, Serializer.INSTANCE);

  private RawRecordType() {}

  /** Finds the type by its annotation. */
  public static final class Factory extends TypeInfoFactory<RawRecord> {
    @Override
    public TypeInformation<RawRecord> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return INSTANCE;
    }
  }

  /** Writes and reads the layout above. */
  public static final class Serializer extends TypeSerializerSingleton<RawRecord> {
    private static final long serialVersionUID = 1L;
    static final Serializer INSTANCE = new Serializer();

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public RawRecord createInstance() {
      return new RawRecord("", 0, 0, null, null);
    }

    @Override
    public RawRecord copy(RawRecord from) {
      return from;
    }

    @Override
    public RawRecord copy(RawRecord from, RawRecord reuse) {
      return from;
    }

    @Override
    public int getLength() {
      return -1;
    }

    @Override
    public void serialize(RawRecord record, DataOutputView target) throws IOException {
      target.writeUTF(record.topic());
      target.writeInt(record.partition());
      target.writeLong(record.offset());
      write(record.key(), target);
      write(record.value(), target);
    }

    private static void write(byte @Nullable [] bytes, DataOutputView target) throws IOException {
      if (bytes == null) {
        target.writeInt(-1);
      } else {
        target.writeInt(bytes.length);
        target.write(bytes);
      }
    }

    @Override
    public RawRecord deserialize(DataInputView source) throws IOException {
      return new RawRecord(
          source.readUTF(), source.readInt(), source.readLong(), read(source), read(source));
    }

    private static byte @Nullable [] read(DataInputView source) throws IOException {
      int length = source.readInt();
      if (length < 0) {
        return null;
      }
      byte[] bytes = new byte[length];
      source.readFully(bytes);
      return bytes;
    }

    @Override
    public RawRecord deserialize(RawRecord reuse, DataInputView source) throws IOException {
      return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
      serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Says that the layout has one version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawRecord> {
    /** For Flink. */
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
