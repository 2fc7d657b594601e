package io.gyr.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueryLimitsTest {
  private static final EngineOptions OPTIONS =
      new EngineOptions(ParserOptions.ALL, 300_000, 60_000, false, false);
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT;

  private final SeriesSource source = RandomSeries.create(1);

  private static Engine with(QueryLimits limits) {
    return new Engine(OPTIONS, limits);
  }

  @Test
  void samplesAreLimited() {
    Engine engine = with(new QueryLimits(100, LIMITS.series(), 11_000, 1 << 30, LIMITS.timeout()));
    assertThatThrownBy(() -> engine.instant(source, "sum(rate(a_total[20m]))", 1_200_000))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("too many samples")
        .extracting(e -> ((QueryException) e).kind())
        .isEqualTo(QueryException.Kind.LIMIT);
  }

  @Test
  void selectionsAreClosedHoweverTheQueryEnds() {
    AtomicInteger open = new AtomicInteger();
    SeriesSource counting =
        (matchers, fromMs, toMs, hints) -> {
          open.incrementAndGet();
          SeriesIterator series = source.select(matchers, fromMs, toMs, hints);
          return new SeriesIterator() {
            @Override
            public RawSeries next() {
              return series.next();
            }

            @Override
            public void close() {
              open.decrementAndGet();
            }
          };
        };
    Engine engine = with(new QueryLimits(1 << 20, 3, 11_000, 1 << 30, LIMITS.timeout()));
    engine.instant(counting, "a_total{job=\"none\"} + rate(g{job=\"none\"}[5m])", 600_000);
    assertThat(open).hasValue(0);
    assertThatThrownBy(() -> engine.instant(counting, "a_total + a_total", 600_000))
        .isInstanceOf(QueryException.class);
    assertThat(open).hasValue(0);
  }

  @Test
  void seriesAreLimited() {
    Engine engine = with(new QueryLimits(1 << 20, 3, 11_000, 1 << 30, LIMITS.timeout()));
    assertThat(engine.instant(source, "a_total{job=\"x\"}", 600_000).statistics().series())
        .isEqualTo(3);
    assertThatThrownBy(() -> engine.instant(source, "a_total", 600_000))
        .hasMessage("query selects more than 3 series");
  }

  @Test
  void stepsAreLimited() {
    Engine engine = with(LIMITS);
    assertThat(engine.range(source, "a_total", 0, 10_999, 1)).isNotNull();
    assertThatThrownBy(() -> engine.range(source, "a_total", 0, 11_000, 1))
        .hasMessageContaining("exceeded maximum resolution of 11000 points");
    assertThatThrownBy(() -> engine.instant(source, "rate(a_total[1000d:1ms])", 600_000))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void memoryIsLimited() {
    Engine engine = with(new QueryLimits(1 << 20, 1 << 20, 11_000, 300_000, LIMITS.timeout()));
    assertThat(engine.range(source, "sum(a_total)", 0, 4_999, 1)).isNotNull();
    assertThatThrownBy(() -> engine.range(source, "a_total", 0, 10_000, 1))
        .hasMessageContaining("bytes of memory");
  }

  /** Of the same steps of floats there is room for. */
  @Test
  void histogramsTakeTheirMemory() {
    int size = 1_000;
    long[] times = new long[size];
    FloatHistogram[] histograms = new FloatHistogram[size];
    for (int i = 0; i < size; i++) {
      times[i] = i;
      histograms[i] =
          FloatHistogram.exponential(
              0, 0, 0, 1, 1, BucketCounts.dense(0, new double[100]), BucketCounts.EMPTY);
    }
    RawSeries wide =
        new RawSeries(Labels.of("__name__", "h"), times, new double[size], histograms, size);
    SeriesSource source =
        (matchers, fromMs, toMs, hints) -> {
          AtomicInteger given = new AtomicInteger();
          return () -> given.getAndIncrement() == 0 ? wide : null;
        };
    Engine engine = with(new QueryLimits(1 << 20, 1 << 20, 11_000, 500_000, LIMITS.timeout()));
    assertThat(engine.range(source, "histogram_count(h)", 0, 999, 1)).isNotNull();
    for (String query : List.of("h", "sum(h)", "h + h")) {
      assertThatThrownBy(() -> engine.range(source, query, 0, 999, 1))
          .as(query)
          .hasMessageContaining("bytes of memory");
    }
    assertThatThrownBy(() -> engine.instant(source, "h[1s]", 999))
        .hasMessageContaining("bytes of memory");
  }

  @Test
  void timeIsLimited() {
    Engine engine = with(new QueryLimits(1 << 30, 1 << 20, 11_000, 1 << 30, Duration.ofMillis(1)));
    String slow = "sum(sum_over_time(a_total[20m:1ms]))";
    assertThatThrownBy(() -> engine.range(source, slow, 0, 1_200_000, 1_000))
        .extracting(e -> ((QueryException) e).kind())
        .isEqualTo(QueryException.Kind.TIMEOUT);
  }

  @Test
  void anInterruptedThreadGivesUp() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> with(LIMITS).instant(source, "a_total", 0))
          .extracting(e -> ((QueryException) e).kind())
          .isEqualTo(QueryException.Kind.CANCELED);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    Engine engine = with(LIMITS);
    assertThatThrownBy(() -> engine.range(source, "a_total", 10, 0, 1))
        .hasMessageContaining("end timestamp");
    assertThatThrownBy(() -> engine.range(source, "a_total", 0, 10, 0))
        .hasMessageContaining("resolution");
    assertThatThrownBy(() -> engine.range(source, "a_total[1m]", 0, 10, 1))
        .hasMessage(
            "invalid expression type \"range vector\" for range query, must be Scalar or instant"
                + " Vector");
  }
}
