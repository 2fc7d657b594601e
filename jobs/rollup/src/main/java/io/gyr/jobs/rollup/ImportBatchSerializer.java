package io.gyr.jobs.rollup;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * An {@link ImportBatch} in a checkpoint: the introduction, day and time of the last sample and the
 * timer (3 times 8 bytes), number of days (4), of each the start (8), the number of samples (4) and
 * whether something is not written (1), number of spans (4) and spans.
 */
final class ImportBatchSerializer extends TypeSerializerSingleton<ImportBatch> {
  private static final long serialVersionUID = 1L;
  static final ImportBatchSerializer INSTANCE = new ImportBatchSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ImportBatch createInstance() {
    return new ImportBatch(new Introduction("", "", "", Map.of()));
  }

  @Override
  public ImportBatch copy(ImportBatch from) {
    return from.copy();
  }

  @Override
  public ImportBatch copy(ImportBatch from, ImportBatch reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(ImportBatch batch, DataOutputView target) throws IOException {
    SeriesSampleSerializer.write(batch.introduction, target);
    target.writeLong(batch.lastDayMs);
    target.writeLong(batch.lastSampleMs);
    target.writeLong(batch.timerMs);
    target.writeInt(batch.samplesOfDays.size());
    for (Map.Entry<Long, Integer> day : batch.samplesOfDays.entrySet()) {
      target.writeLong(day.getKey());
      target.writeInt(day.getValue());
      target.writeBoolean(batch.changedDays.contains(day.getKey()));
    }
    target.writeInt(batch.spans.size());
    for (Span span : batch.spans.values()) {
      SpanSerializer.write(span, target);
    }
  }

  @Override
  public ImportBatch deserialize(DataInputView source) throws IOException {
    ImportBatch batch = new ImportBatch(SeriesSampleSerializer.introduction(source));
    batch.lastDayMs = source.readLong();
    batch.lastSampleMs = source.readLong();
    batch.timerMs = source.readLong();
    for (int left = source.readInt(); left > 0; left--) {
      long dayMs = source.readLong();
      batch.samplesOfDays.put(dayMs, source.readInt());
      if (source.readBoolean()) {
        batch.changedDays.add(dayMs);
      }
    }
    for (int left = source.readInt(); left > 0; left--) {
      Span span = SpanSerializer.read(source);
      batch.spans.put(span.startMs, span);
    }
    return batch;
  }

  @Override
  public ImportBatch deserialize(ImportBatch reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<ImportBatch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version that the layout is the one above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ImportBatch> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
