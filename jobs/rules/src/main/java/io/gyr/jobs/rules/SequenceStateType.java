package io.gyr.jobs.rules;

import io.gyr.rules.sequence.SequenceLimits;
import io.gyr.rules.sequence.SequenceState;
import io.gyr.rules.sequence.SequenceStateCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keeps a {@link SequenceState} in Flink's state: a 4-byte length and the bytes of {@link
 * SequenceStateCodec}, which carry their version.
 */
final class SequenceStateType extends TypeSerializerSingleton<SequenceState> {
  private static final long serialVersionUID = 1L;

  /** For each of {@link StepMessages#BUCKETS} buckets: half a million partial matches in all. */
  static final SequenceLimits LIMITS = new SequenceLimits(600, 2_000);

  static final SequenceStateType INSTANCE = new SequenceStateType();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public SequenceState createInstance() {
    return new SequenceState(LIMITS);
  }

  @Override
  public SequenceState copy(SequenceState from) {
    return SequenceStateCodec.decode(SequenceStateCodec.encode(from), LIMITS);
  }

  @Override
  public SequenceState copy(SequenceState from, SequenceState reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SequenceState state, DataOutputView target) throws IOException {
    byte[] bytes = SequenceStateCodec.encode(state);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public SequenceState deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return SequenceStateCodec.decode(bytes, LIMITS);
  }

  @Override
  public SequenceState deserialize(SequenceState reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public TypeSerializerSnapshot<SequenceState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that the layout tells its own version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SequenceState> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
