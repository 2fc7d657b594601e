package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.SerializedType;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * A sample between two operators: series (16 bytes), time (8), value (8), and what follows (1): if
 * its lowest bit is set an introduction, which is agent, metric, kind, number of labels (4), names
 * and values, each as Flink writes strings; if the next bit is set a histogram, which is the length
 * (4) and the bytes of a chunk of it.
 */
final class SeriesSampleSerializer extends TypeSerializerSingleton<SeriesSample> {
  private static final long serialVersionUID = 1L;
  static final SeriesSampleSerializer INSTANCE = new SeriesSampleSerializer();

  private static final int INTRODUCTION = 1;
  private static final int HISTOGRAM = 2;

  /** Codecs are not for several threads; operators of a job share this object. */
  private static final ThreadLocal<SpanCodec> CODEC = ThreadLocal.withInitial(SpanCodec::new);

  /** The type that this serializes. */
  static final SerializedType<SeriesSample> TYPE =
      new SerializedType<>(SeriesSample.class, INSTANCE);

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SeriesSample createInstance() {
    return new SeriesSample(new SeriesId(0, 0), 0, 0, null, null);
  }

  @Override
  public SeriesSample copy(SeriesSample from) {
    return from;
  }

  @Override
  public SeriesSample copy(SeriesSample from, SeriesSample reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SeriesSample sample, DataOutputView target) throws IOException {
    SeriesIdSerializer.INSTANCE.serialize(sample.series(), target);
    target.writeLong(sample.timeMs());
    target.writeLong(Double.doubleToRawLongBits(sample.value()));
    Introduction introduction = sample.introduction();
    NativeHistogram histogram = sample.histogram();
    target.writeByte(
        (introduction == null ? 0 : INTRODUCTION) | (histogram == null ? 0 : HISTOGRAM));
    if (introduction != null) {
      write(introduction, target);
    }
    if (histogram != null) {
      byte[] chunk = CODEC.get().encode(sample.timeMs(), histogram);
      target.writeInt(chunk.length);
      target.write(chunk);
    }
  }

  static void write(Introduction introduction, DataOutputView target) throws IOException {
    StringValue.writeString(introduction.agent(), target);
    StringValue.writeString(introduction.metric(), target);
    StringValue.writeString(introduction.kind(), target);
    target.writeInt(introduction.labels().size());
    for (Map.Entry<String, String> label : introduction.labels().entrySet()) {
      StringValue.writeString(label.getKey(), target);
      StringValue.writeString(label.getValue(), target);
    }
  }

  @Override
  public SeriesSample deserialize(DataInputView source) throws IOException {
    SeriesId series = SeriesIdSerializer.INSTANCE.deserialize(source);
    long timeMs = source.readLong();
    double value = Double.longBitsToDouble(source.readLong());
    int follows = source.readByte();
    if (follows == 0) {
      return new SeriesSample(series, timeMs, value, null, null);
    }
    Introduction introduction = (follows & INTRODUCTION) == 0 ? null : introduction(source);
    NativeHistogram histogram = (follows & HISTOGRAM) == 0 ? null : histogram(source);
    return new SeriesSample(series, timeMs, value, histogram, introduction);
  }

  private static NativeHistogram histogram(DataInputView source) throws IOException {
    byte[] chunk = new byte[source.readInt()];
    source.readFully(chunk);
    try {
      return CODEC.get().histogram(chunk);
    } catch (MalformedChunkException e) {
      throw new IOException("a histogram of our own: " + e.getMessage(), e);
    }
  }

  static Introduction introduction(DataInputView source) throws IOException {
    String agent = StringValue.readString(source);
    String metric = StringValue.readString(source);
    String kind = StringValue.readString(source);
    Map<String, String> labels = new TreeMap<>();
    for (int left = source.readInt(); left > 0; left--) {
      labels.put(StringValue.readString(source), StringValue.readString(source));
    }
    return new Introduction(agent, metric, kind, labels);
  }

  @Override
  public SeriesSample deserialize(SeriesSample reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<SeriesSample> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says to a later version that the layout is the one above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesSample> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
