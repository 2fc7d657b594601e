package io.gyr.jobs.rollup;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An {@link Introduction} in a checkpoint, as {@link SeriesSampleSerializer} writes it. */
final class IntroductionSerializer extends TypeSerializerSingleton<Introduction> {
  private static final long serialVersionUID = 1L;
  static final IntroductionSerializer INSTANCE = new IntroductionSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Introduction createInstance() {
    return new Introduction("", "", "", Map.of());
  }

  @Override
  public Introduction copy(Introduction from) {
    return from;
  }

  @Override
  public Introduction copy(Introduction from, Introduction reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Introduction introduction, DataOutputView target) throws IOException {
    SeriesSampleSerializer.write(introduction, target);
  }

  @Override
  public Introduction deserialize(DataInputView source) throws IOException {
    return SeriesSampleSerializer.introduction(source);
  }

  @Override
  public Introduction deserialize(Introduction reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Introduction> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version that the layout is the one above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Introduction> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
