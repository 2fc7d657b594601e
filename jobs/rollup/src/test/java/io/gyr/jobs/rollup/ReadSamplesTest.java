package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.Spans;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadSamplesTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final long START_MS = 1_790_000_000_000L / DAY_MS * DAY_MS;
  private static final int OLD_ID = 77;

  private final FakeRegistry registry = new FakeRegistry();
  private OneInputStreamOperatorTestHarness<RawRecord, SeriesSample> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new ReadSamples(registry.settings())));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    registry.close();
  }

  @Test
  void aSeriesIsIntroducedAtFirstThenEachDayAndAnHourLater() throws Exception {
    assertThat(introduced(START_MS + 10_000)).isTrue();
    assertThat(introduced(START_MS + 20_000)).isFalse();
    assertThat(introduced(START_MS - 10_000)).isTrue(); // Late, of the day before.
    assertThat(introduced(START_MS - 5_000)).isFalse();
    assertThat(introduced(START_MS + HOUR_MS)).isFalse();
    assertThat(introduced(START_MS + HOUR_MS + 10_000)).isTrue();
    assertThat(introduced(START_MS + DAY_MS)).isTrue();
  }

  private boolean introduced(long timeMs) throws Exception {
    SeriesSample sample = send(bytes(metric(Map.of("cpu", "0"), timeMs, timeMs / 7.0)));
    assertThat(sample.timeMs()).isEqualTo(timeMs);
    assertThat(sample.value()).isEqualTo(timeMs / 7.0);
    Introduction introduction = sample.introduction();
    if (introduction != null) {
      assertThat(introduction.metric()).isEqualTo("m");
      assertThat(introduction.agent()).isEqualTo("h");
      assertThat(introduction.kind()).isEqualTo("gauge");
      assertThat(introduction.labels()).isEqualTo(Map.of("cpu", "0", "host_name", "web-1"));
    }
    return introduction != null;
  }

  @Test
  void theOrderOfLabelsMakesNoOtherSeriesButEachOfTheirBytesDoes() throws Exception {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("a", "1");
    one.put("b", "2");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("b", "2");
    other.put("a", "1");
    SeriesId id = send(bytes(metric(one, START_MS, 1))).series();
    assertThat(send(bytes(metric(other, START_MS, 1))).series()).isEqualTo(id);
    assertThat(send(bytes(metric(Map.of("a", "1", "b", "3"), START_MS, 1))).series())
        .isNotEqualTo(id);
    EnrichedMetric ofAnotherHost = metric(one, START_MS, 1);
    ofAnotherHost.getSample().setHostId("i");
    assertThat(send(bytes(ofAnotherHost)).series()).isNotEqualTo(id);
  }

  /** The schema that the topic began with, in which there is less. */
  @Test
  void recordsOfAnotherSchemaAreReadToo() throws Exception {
    Path history = Path.of("../../schemas/avro/history/EnrichedMetric/1.avsc");
    Schema first = new Schema.Parser().parse(Files.readString(history));
    registry.add(OLD_ID, first);
    EnrichedMetric metric = metric(Map.of("cpu", "0"), START_MS, 3);
    SeriesId id = send(bytes(metric)).series();
    byte[] bytes = bytes(metric);
    // What the first schema does not have is the byte that says that there is no histogram.
    AvroCursor cursor = new AvroCursor().reset(bytes, 5, bytes.length);
    cursor.skipString();
    cursor.readLong();
    cursor.readLong();
    cursor.readLong();
    cursor.skipString();
    cursor.readLong();
    assertThat(cursor.readBlockCount()).isEqualTo(1);
    cursor.skipString();
    cursor.skipString();
    assertThat(cursor.readBlockCount()).isZero();
    cursor.readDouble();
    int at = cursor.position();
    ByteBuffer old = ByteBuffer.allocate(bytes.length - 1);
    old.put((byte) 0)
        .putInt(OLD_ID)
        .put(bytes, 5, at - 5)
        .put(bytes, at + 1, bytes.length - at - 1);
    SeriesSample sample = send(old.array());
    assertThat(sample.series()).isEqualTo(id);
    assertThat(sample.value()).isEqualTo(3);
  }

  @Test
  void whatIsNoSampleOrTooOldIsADeadLetter() throws Exception {
    operator.processElement(record(new byte[] {1, 2, 3}), 0);
    operator.processElement(record(null), 0);
    byte[] whole = bytes(metric(Map.of("cpu", "0"), START_MS, 3));
    operator.processElement(record(java.util.Arrays.copyOf(whole, 20)), 0);
    operator.processWatermark(START_MS + 6 * HOUR_MS);
    operator.processElement(record(whole), 0);
    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(operator.getSideOutput(DeadLetters.TAG)).hasSize(4);
  }

  @Test
  void readsWhatADecoderReads() throws Exception {
    Random random = new Random(5);
    int id = registry.id(Topic.METRICS_ENRICHED);
    for (int seed = 0; seed < 500; seed++) {
      EnrichedMetric metric = RandomRecords.of(Topic.METRICS_ENRICHED.schema(), seed);
      metric.getSample().setTimeMs(random.nextLong(START_MS));
      metric.getSample().setHistogram(seed % 3 == 0 ? histogram(3) : null);
      metric.getSample().setHostId("host " + seed);
      byte[] bytes =
          seed % 2 == 0
              ? RandomRecords.bytesInSizedBlocks(metric, id)
              : RandomRecords.bytes(metric, id);
      TreeMap<String, String> identity = new TreeMap<>(metric.getSample().getLabels());
      identity.put("host_id", metric.getSample().getHostId());
      for (int i = 0; i < 2; i++) {
        SeriesSample sample = send(bytes);
        assertThat(sample.series()).isEqualTo(SeriesId.of(metric.getSample().getName(), identity));
        assertThat(sample.timeMs()).isEqualTo(metric.getSample().getTimeMs());
        assertThat(sample.value()).isEqualTo(metric.getSample().getValue());
        assertThat(sample.histogram() != null).isEqualTo(seed % 3 == 0);
        assertThat(sample.introduction() != null).isEqualTo(i == 0);
        assertThat(throughBytes(sample)).isEqualTo(sample);
      }
    }
  }

  @Test
  void histogramsAreReadWholeAndThoseThatAreNoneAreDeadLetters() throws Exception {
    EnrichedMetric metric = metric(Map.of("cpu", "0"), START_MS, 3);
    metric.getSample().setHistogram(histogram(3));
    NativeHistogram read = Objects.requireNonNull(send(bytes(metric)).histogram());
    assertThat(read.layout())
        .isEqualTo(
            new HistogramLayout(
                3,
                1e-6,
                Spans.of(new int[] {-2, 1}, new int[] {1, 1}),
                Spans.of(new int[] {5}, new int[] {1}),
                new double[0]));
    assertThat(read.count()).isEqualTo(10);
    assertThat(read.bucket(1)).isEqualTo(3);
    assertThat(read.bucket(2)).isEqualTo(4);

    metric.getSample().getHistogram().setPositiveLengths(List.of(1, 2_000_000_000));
    operator.processElement(record(bytes(metric)), 0);
    metric.getSample().setHistogram(histogram(9));
    operator.processElement(record(bytes(metric)), 0);
    metric.getSample().setHistogram(histogram(3));
    metric.getSample().getHistogram().setResetHint(4);
    operator.processElement(record(bytes(metric)), 0);
    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(operator.getSideOutput(DeadLetters.TAG)).hasSize(3);
  }

  /** What is imported goes apart when its span is final, and is introduced there by the clock. */
  @Test
  void importedSamplesOfFinalSpansGoTheirOwnWay() throws Exception {
    EnrichedMetric metric = metric(Map.of("cpu", "0"), START_MS, 3);
    metric.getSample().setAgentEpochNs(0);
    metric.getSample().setSequence(SampleOrigin.BACKFILL.sequence());
    operator.processWatermark(START_MS + 8 * HOUR_MS);
    assertThat(send(bytes(metric)).timeMs()).isEqualTo(START_MS);
    operator.processWatermark(START_MS + 8 * HOUR_MS + BuildChunks.SPREAD_MS);
    operator.processElement(record(bytes(metric)), 0);
    metric.getSample().setTimeMs(START_MS - 700 * DAY_MS);
    operator.processElement(record(bytes(metric)), 0);
    assertThat(operator.extractOutputValues()).isEmpty();
    List<SeriesSample> imported =
        operator.getSideOutput(ReadSamples.BACKFILL).stream().map(StreamRecord::getValue).toList();
    assertThat(imported).extracting(SeriesSample::value).containsExactly(3.0, 3.0);
    assertThat(imported.get(0).introduction()).isNotNull();
    assertThat(imported.get(1).introduction()).isNull();

    metric.getSample().setHistogram(histogram(3));
    operator.processElement(record(bytes(metric)), 0);
    assertThat(operator.getSideOutput(DeadLetters.TAG)).hasSize(1);
  }

  /** To add such ones would not end, or go beyond what an index can be. */
  @Test
  void histogramsThatCannotBeAddedAreDeadLetters() throws Exception {
    EnrichedMetric metric = metric(Map.of("cpu", "0"), START_MS, 3);
    for (double zeroThreshold : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
      metric.getSample().setHistogram(histogram(3));
      metric.getSample().getHistogram().setZeroThreshold(zeroThreshold);
      operator.processElement(record(bytes(metric)), 0);
    }
    metric.getSample().setHistogram(histogram(3));
    metric.getSample().getHistogram().setPositiveOffsets(List.of(-2, 2_000_000_000));
    operator.processElement(record(bytes(metric)), 0);
    metric.getSample().setHistogram(histogram(HistogramLayout.CUSTOM_BUCKETS));
    metric.getSample().getHistogram().setCustomValues(List.of(1.0, 2.0));
    operator.processElement(record(bytes(metric)), 0);
    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(operator.getSideOutput(DeadLetters.TAG)).hasSize(5);
  }

  private static Histogram histogram(int schema) {
    return Histogram.newBuilder()
        .setSchema$(schema)
        .setZeroThreshold(1e-6)
        .setCount(10)
        .setZeroCount(1)
        .setSum(17.5)
        .setPositiveOffsets(List.of(-2, 1))
        .setPositiveLengths(List.of(1, 1))
        .setPositiveCounts(List.of(2.0, 3.0))
        .setNegativeOffsets(List.of(5))
        .setNegativeLengths(List.of(1))
        .setNegativeCounts(List.of(4.0))
        .setCustomValues(List.of())
        .build();
  }

  private static SeriesSample throughBytes(SeriesSample sample) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SeriesSampleSerializer.INSTANCE.serialize(sample, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    SeriesSample back = SeriesSampleSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }

  private SeriesSample send(byte[] value) throws Exception {
    operator.processElement(record(value), 0);
    List<SeriesSample> samples = operator.extractOutputValues();
    operator.getOutput().clear();
    assertThat(samples).hasSize(1);
    return Objects.requireNonNull(samples.get(0));
  }

  private static RawRecord record(byte[] value) {
    return new RawRecord(Topic.METRICS_ENRICHED.topicName(), 0, 0, null, value);
  }

  private byte[] bytes(EnrichedMetric metric) {
    return RandomRecords.bytes(metric, registry.id(Topic.METRICS_ENRICHED));
  }

  private static EnrichedMetric metric(Map<String, String> labels, long timeMs, double value) {
    MetricSample sample =
        MetricSample.newBuilder()
            .setHostId("h")
            .setAgentEpochNs(1)
            .setSequence(timeMs)
            .setTimeMs(timeMs)
            .setName("m")
            .setKind(MetricKind.GAUGE)
            .setLabels(labels)
            .setValue(value)
            .build();
    return new EnrichedMetric(sample, Map.of("host.name", "web-1"));
  }
}
