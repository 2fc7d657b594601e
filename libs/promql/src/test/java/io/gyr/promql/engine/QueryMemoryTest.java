package io.gyr.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What queries hold of the memory that they share. */
class QueryMemoryTest {
  private static final int SAMPLES = 1_000;

  private static SeriesSource source() {
    long[] times = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      times[i] = i + 1L;
    }
    RawSeries series =
        new RawSeries(Labels.of("__name__", "a"), times, new double[SAMPLES], null, SAMPLES);
    return (matchers, fromMs, toMs, hints) -> {
      Iterator<RawSeries> all = List.of(series).iterator();
      return (SeriesIterator) () -> all.hasNext() ? all.next() : null;
    };
  }

  @Test
  void aRawSelectionIsHeldWhileItRunsAndGivenBack() {
    QueryMemory memory = new QueryMemory(1 << 20);
    Engine engine = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT, memory);

    engine.instant(source(), "a[1s]", SAMPLES);

    assertThat(memory.held()).isZero();
  }

  @Test
  void whatOthersHoldIsNotThere() {
    QueryMemory memory = new QueryMemory(1 << 20);
    Engine engine = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT, memory);
    assertThat(memory.take((1 << 20) - 1_000)).isTrue();

    assertThatThrownBy(() -> engine.instant(source(), "a[1s]", SAMPLES))
        .isInstanceOf(QueryException.class)
        .hasMessage(
            "query needs more memory than others leave of the 1048576 bytes for all; try again");

    assertThat(memory.held()).isEqualTo((1 << 20) - 1_000);
    memory.giveBack((1 << 20) - 1_000);
    engine.instant(source(), "a[1s]", SAMPLES);
  }
}
