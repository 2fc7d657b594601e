package io.gyr.api.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.VectorValue;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Histograms and floats of one series. */
class HistogramSeriesTest {
  private static final SeriesId ID = new SeriesId(1, 2);
  private static final Labels NAME = Labels.of("__name__", "m");
  private static final HistogramLayout LAYOUT =
      new HistogramLayout(
          0, 0.5, Spans.of(new int[] {-1, 2}, new int[] {1, 2}), Spans.NONE, new double[0]);

  private static NativeHistogram histogram(ResetHint hint, double sum, double... buckets) {
    double count = buckets[0] + buckets[1] + buckets[2];
    return new NativeHistogram(LAYOUT, hint, count, 0, sum, buckets);
  }

  private static RawSeries merged(RawSeries floats, long[] times, NativeHistogram... histograms) {
    HistogramSeries series = new HistogramSeries(WindowPoints.ENDS, true);
    series.besideSamples((id, at, values, count) -> {}).visitHistograms(ID, times, histograms);
    Map<SeriesId, RawSeries> all = new HashMap<>();
    if (floats != null) {
      all.put(ID, floats);
    }
    series.addTo(all, Map.of(ID, NAME));
    return all.get(ID);
  }

  @Test
  void indexesComeFromSpans() {
    FloatHistogram made =
        merged(null, new long[] {5}, histogram(ResetHint.NO_RESET, 4, 1, 2, 3)).histograms()[0];
    assertThat(made.toString()).isEqualTo("{count:6, sum:4, (0.25,0.5]:1, (2,4]:2, (4,8]:3}");
    assertThat(made.hint()).isEqualTo(CounterResetHint.NOT_RESET);
  }

  @Test
  void floatsAndHistogramsTakeTheirTurnsInTime() {
    RawSeries floats =
        new RawSeries(
            NAME, new long[] {10, 20, 50, 0}, new double[] {1, SampleBits.STALE, 5, 9}, null, 3);
    RawSeries series =
        merged(
            floats,
            new long[] {5, 20, 40, 60},
            histogram(ResetHint.UNKNOWN, 1, 1, 0, 0),
            histogram(ResetHint.UNKNOWN, 2, 2, 0, 0),
            histogram(ResetHint.UNKNOWN, StaleMarker.VALUE, 0, 0, 0),
            histogram(ResetHint.RESET, 3, 1, 0, 0));
    assertThat(series.size()).isEqualTo(6);
    assertThat(series.times()).startsWith(5, 10, 20, 40, 50, 60);
    boolean[] isHistogram = {true, false, true, false, false, true};
    for (int i = 0; i < series.size(); i++) {
      assertThat(series.histograms()[i] != null).as("at %s", i).isEqualTo(isHistogram[i]);
    }
    assertThat(SampleBits.isStale(series.values()[3])).isTrue();
    assertThat(series.values()[4]).isEqualTo(5);
  }

  @Test
  void theEngineEvaluatesThem() {
    RawSeries series =
        merged(
            null,
            new long[] {60_000, 120_000, 180_000, 240_000},
            histogram(ResetHint.UNKNOWN, 1, 1, 0, 0),
            histogram(ResetHint.UNKNOWN, 9, 1, 4, 0),
            histogram(ResetHint.UNKNOWN, 2, 0, 1, 0),
            histogram(ResetHint.UNKNOWN, 20, 0, 1, 6));
    assertThat(value(series, "histogram_count(increase(m[3m]))", 240_000)).isEqualTo(10.5);
    assertThat(value(series, "histogram_sum(m)", 130_000)).isEqualTo(9);
    assertThat(value(series, "histogram_quantile(0.1, m)", 250_000)).isBetween(2.0, 4.0);
    assertThat(value(series, "count_over_time(m[10m])", 250_000)).isEqualTo(4);
  }

  /** Aggregates of floats of long ago, and histograms since. */
  @Test
  void floatsMadeOfAggregatesKeepWhatTheyStandFor() {
    RawSeries floats =
        new RawSeries(
            NAME,
            new long[] {60_000, 120_000},
            new double[] {3, 4},
            null,
            2,
            new Rollup(
                2,
                new long[] {6, 5},
                new double[] {Double.NaN, Double.NaN},
                new long[] {0, 130_000}));
    RawSeries series =
        merged(
            floats,
            new long[] {180_000, 240_000},
            histogram(ResetHint.UNKNOWN, 1, 1, 0, 0),
            histogram(ResetHint.UNKNOWN, StaleMarker.VALUE, 0, 0, 0));
    assertThat(value(series, "count_over_time(m[10m])", 300_000)).isEqualTo(12);
    assertThat(value(series, "sum_over_time(m[2m])", 150_000)).isEqualTo(7);
    assertThat(value(series, "histogram_count(m)", 200_000)).isEqualTo(1);
    assertThat(instant(series, "m", 250_000)).isEmpty();
  }

  private static double value(RawSeries series, String query, long timeMs) {
    List<Sample> samples = instant(series, query, timeMs);
    assertThat(samples).as(query).hasSize(1);
    return samples.get(0).value();
  }

  private static List<Sample> instant(RawSeries series, String query, long timeMs) {
    Engine engine =
        new Engine(
            new EngineOptions(ParserOptions.ALL, 300_000, 60_000, false, false),
            QueryLimits.DEFAULT);
    AtomicBoolean given = new AtomicBoolean();
    VectorValue vector =
        (VectorValue)
            engine
                .instant(
                    (matchers, from, to, hints) -> () -> given.getAndSet(true) ? null : series,
                    query,
                    timeMs)
                .value();
    return vector.samples();
  }
}
