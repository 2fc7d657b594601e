package io.gyr.api.exemplar;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExemplarStoreTest {
  private static final Labels A = Labels.of("__name__", "requests_total", "job", "a");
  private static final Labels B = Labels.of("__name__", "requests_total", "job", "b");
  private static final List<List<Matcher>> ALL =
      List.of(List.of(new Matcher(MatchType.EQUAL, "__name__", "requests_total")));

  private static Exemplar exemplar(long timeMs) {
    return new Exemplar(Labels.of("trace_id", "t" + timeMs), timeMs, timeMs);
  }

  @Test
  void findsThoseOfASelectorAndATimeByTheirSeries() {
    ExemplarStore store = new ExemplarStore();
    store.add(B, exemplar(1));
    store.add(A, exemplar(2));
    store.add(A, exemplar(3));
    store.add(Labels.of("__name__", "other"), exemplar(2));

    assertThat(store.select(ALL, 2, 3))
        .containsExactly(new ExemplarStore.Found(A, List.of(exemplar(2), exemplar(3))));
    assertThat(store.select(ALL, 0, 9))
        .extracting(ExemplarStore.Found::series)
        .containsExactly(A, B);
    assertThat(store.select(List.of(), 0, 9)).isEmpty();
  }

  @Test
  void whatIsThereAlreadyIsNotKeptTwiceAndWhatIsOlderNotAtAll() {
    ExemplarStore store = new ExemplarStore();

    assertThat(store.add(A, exemplar(5))).isTrue();
    assertThat(store.add(A, exemplar(5))).isTrue();
    assertThat(store.add(A, exemplar(4))).isFalse();

    assertThat(store.select(ALL, 0, 9))
        .containsExactly(new ExemplarStore.Found(A, List.of(exemplar(5))));
  }

  @Test
  void theOldestGoesWhenThereAreTooMany() {
    ExemplarStore store = new ExemplarStore(3);
    store.add(A, exemplar(1));
    for (long time = 2; time < 5; time++) {
      store.add(B, exemplar(time));
    }

    assertThat(store.select(ALL, 0, 9))
        .containsExactly(
            new ExemplarStore.Found(B, List.of(exemplar(2), exemplar(3), exemplar(4))));
  }

  @Test
  void labelsOfMoreCharactersThanOpenMetricsAllowsAreNotKept() {
    ExemplarStore store = new ExemplarStore();
    Labels most = Labels.of("t", "x".repeat(Exemplar.MAX_CHARS - 1));
    Labels more = Labels.of("t", "x".repeat(Exemplar.MAX_CHARS));

    assertThat(store.add(A, new Exemplar(most, 1, 1))).isTrue();
    assertThat(store.add(A, new Exemplar(more, 1, 2))).isFalse();
  }
}
