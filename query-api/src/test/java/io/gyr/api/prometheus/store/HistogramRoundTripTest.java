package io.gyr.api.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.ingest.RandomHistograms;
import io.gyr.api.ingest.SentSamples;
import io.gyr.api.ingest.StoredHistograms;
import io.gyr.api.prometheus.remote.ReadResponse;
import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.api.remotewrite.HistogramMessages;
import io.gyr.api.remotewrite.WriteRequests;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.HistogramDecoder;
import io.gyr.timeseries.chunk.HistogramEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What remote write brings, chunks keep and remote read gives is the same histogram. */
class HistogramRoundTripTest {
  private static final long NOW = SentSamples.NOW_MS;
  private static final SeriesId ID = new SeriesId(1, 2);
  private static final Labels NAME = Labels.of("__name__", "h");

  @Property(tries = 300, seed = "1")
  void histogramsComeBack(
      @ForAll long seed,
      @ForAll boolean integers,
      @ForAll boolean packed,
      @ForAll boolean first,
      @ForAll @IntRange(max = 30) int count)
      throws Exception {
    RandomHistograms random = new RandomHistograms(seed, integers);
    List<Histogram> sent = new ArrayList<>();
    List<ProtobufWriter> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Most of a series have the layout of the one before.
      sent.add(i % 3 == 0 ? random.next() : sent.get(i - 1));
      messages.add(HistogramMessages.of(sent.get(i), NOW + i, integers, packed));
    }
    byte[] request =
        (first ? WriteRequests.v1("h", messages) : WriteRequests.v2("h", messages)).toBytes();
    List<Histogram> written = written(request, first);
    assertThat(shown(written)).isEqualTo(shown(sent));
    if (count > 0) {
      byte[] answer = answer(read(chunk(written), count));
      assertThat(shown(written(asRequest(answer), true))).isEqualTo(shown(sent));
    }
  }

  private static List<Histogram> written(byte[] request, boolean first) {
    SentSamples kafka = new SentSamples();
    WriteRequests.read(request, first, kafka.batch);
    assertThat(kafka.batch.refusals().text()).isEmpty();
    List<MetricSample> records = kafka.records();
    assertThat(kafka.batch.writtenHistograms()).isEqualTo(records.size());
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i).getTimeMs()).isEqualTo(NOW + i);
      assertThat(records.get(i).getName()).isEqualTo("h");
      assertThat(records.get(i).getKind()).isEqualTo(MetricKind.HISTOGRAM);
      assertThat(Double.doubleToRawLongBits(records.get(i).getValue()))
          .isEqualTo(Double.doubleToRawLongBits(records.get(i).getHistogram().getSum()));
    }
    return records.stream().map(MetricSample::getHistogram).toList();
  }

  private static byte[] chunk(List<Histogram> records) {
    long[] times = new long[records.size()];
    NativeHistogram[] histograms = new NativeHistogram[records.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = NOW + i;
      histograms[i] = StoredHistograms.of(records.get(i));
    }
    return new HistogramEncoder().encode(times, histograms, times.length);
  }

  private static RawSeries read(byte[] chunk, int count) throws MalformedChunkException {
    HistogramDecoder decoder = new HistogramDecoder();
    assertThat(decoder.open(ByteBuffer.wrap(chunk))).isEqualTo(count);
    long[] times = new long[count];
    NativeHistogram[] histograms = new NativeHistogram[count];
    decoder.read(times, histograms, 0);
    HistogramSeries full = new HistogramSeries(WindowPoints.ENDS, true);
    full.besideSamples((id, at, values, size) -> {}).visitHistograms(ID, times, histograms);
    Map<SeriesId, RawSeries> all = new HashMap<>();
    full.addTo(all, Map.of(ID, NAME));
    return all.get(ID);
  }

  private static byte[] answer(RawSeries series) {
    ReadResponse response = new ReadResponse();
    response.add(new ArrayList<>(List.of(series)), NOW, Long.MAX_VALUE);
    return response.bytes();
  }

  /** The series of the only result is what a request of version 1.0 has at the same number. */
  private static byte[] asRequest(byte[] answer) {
    ProtobufReader results = new ProtobufReader(answer);
    assertThat(results.next()).isTrue();
    return results.bytes();
  }

  private static List<String> shown(List<Histogram> histograms) {
    return histograms.stream().map(HistogramRoundTripTest::shown).toList();
  }

  /** However the buckets lie in spans; every bit of the sum. */
  private static String shown(Histogram histogram) {
    Map<Integer, Double> positive =
        byIndex(
            histogram.getPositiveOffsets(),
            histogram.getPositiveLengths(),
            histogram.getPositiveCounts());
    Map<Integer, Double> negative =
        byIndex(
            histogram.getNegativeOffsets(),
            histogram.getNegativeLengths(),
            histogram.getNegativeCounts());
    return histogram.getSchema$()
        + " "
        + histogram.getZeroThreshold()
        + " "
        + histogram.getZeroCount()
        + " "
        + histogram.getCount()
        + " "
        + Double.doubleToRawLongBits(histogram.getSum())
        + " "
        + histogram.getResetHint()
        + positive
        + negative
        + histogram.getCustomValues();
  }

  private static Map<Integer, Double> byIndex(
      List<Integer> offsets, List<Integer> lengths, List<Double> counts) {
    Map<Integer, Double> byIndex = new TreeMap<>();
    int index = 0;
    for (int span = 0; span < offsets.size(); span++) {
      index += offsets.get(span);
      for (int i = 0; i < lengths.get(span); i++) {
        byIndex.put(index++, counts.get(byIndex.size()));
      }
    }
    return byIndex;
  }
}
