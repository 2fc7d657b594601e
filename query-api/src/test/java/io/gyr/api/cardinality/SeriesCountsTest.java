package io.gyr.api.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.index.LabelIndex;
import io.gyr.timeseries.index.LabelMatcher;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesCountsTest {
  private static final LabelMatcher OF_A = new LabelMatcher("host_id", Operator.EQUAL, "a");
  private final LabelIndex index = new LabelIndex();

  private void add(String metric, String... labels) {
    Map<String, String> all = new HashMap<>(Map.of("__name__", metric));
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    index.add(SeriesId.of(metric, all), all);
  }

  @BeforeEach
  void fill() {
    add("cpu", "host_id", "a", "core", "0");
    add("cpu", "host_id", "a", "core", "1");
    add("cpu", "host_id", "b", "core", "0");
    add("up", "job", "api");
    add("up");
    add("idle", "host_id", "a");
  }

  private List<String> top(Dimension by, int limit, LabelMatcher... matchers) {
    return SeriesCounts.of(index, List.of(matchers), by, limit).top().stream()
        .map(count -> count.name() + " " + count.series() + " " + count.values())
        .toList();
  }

  @Test
  void metricsWithMostSeriesComeFirst() {
    assertThat(top(Dimension.METRIC, 10)).containsExactly("cpu 3 1", "up 2 1", "idle 1 1");
    assertThat(top(Dimension.METRIC, 10, OF_A)).containsExactly("cpu 2 1", "idle 1 1");
    assertThat(SeriesCounts.of(index, List.of(), Dimension.METRIC, 1).total()).isEqualTo(3);
  }

  @Test
  void labelsWithMostValuesComeFirst() {
    assertThat(top(Dimension.LABEL, 10))
        .containsExactly("__name__ 6 3", "host_id 4 2", "core 3 2", "job 1 1");
    assertThat(top(Dimension.LABEL, 2, OF_A)).containsExactly("__name__ 3 2", "core 2 2");
  }

  @Test
  void pairsAreCounted() {
    assertThat(top(Dimension.VALUE, 4))
        .containsExactly("__name__=cpu 3 1", "host_id=a 3 1", "__name__=up 2 1", "core=0 2 1");
  }

  @Test
  void whatNoAgentSendsCountsByItsJob() {
    assertThat(top(Dimension.AGENT, 10))
        .containsExactly("a 3 1", "b 1 1", "of job  1 1", "of job api 1 1");
  }

  @Property(tries = 100, seed = "20261122")
  void theSelectorOfACountFindsItsSeries(
      @ForAll Dimension by, @ForAll @IntRange(max = 5) int limit) {
    fill();
    List<SeriesCount> all = SeriesCounts.of(index, List.of(), by, Integer.MAX_VALUE).top();
    assertThat(all).allMatch(count -> index.count(count.selector()) == count.series());
    List<SeriesCount> few = SeriesCounts.of(index, List.of(), by, limit).top();
    assertThat(few.stream().map(SeriesCount::name))
        .containsExactlyElementsOf(all.stream().limit(limit).map(SeriesCount::name).toList());
  }
}
