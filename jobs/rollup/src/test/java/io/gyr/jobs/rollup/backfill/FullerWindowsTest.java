package io.gyr.jobs.rollup.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FullerWindowsTest {
  @Property(tries = 200, seed = "3")
  void ofEachWindowTheFullerStandsAndToChooseAgainChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<WindowAggregate> imported = windows(random);
    List<WindowAggregate> stored = windows(random);
    Map<Long, WindowAggregate> expected = new TreeMap<>();
    stored.forEach(window -> expected.put(window.startMs(), window));
    imported.forEach(
        window ->
            expected.merge(window.startMs(), window, (a, b) -> a.count() > b.count() ? a : b));
    List<WindowAggregate> fuller = FullerWindows.of(imported, stored);
    assertThat(fuller).containsExactlyElementsOf(expected.values());
    assertThat(FullerWindows.of(imported, fuller)).isEqualTo(fuller);
    assertThat(FullerWindows.ofThese(imported, stored))
        .containsExactlyElementsOf(
            imported.stream().map(window -> expected.get(window.startMs())).toList());
  }

  private static List<WindowAggregate> windows(Random random) {
    List<WindowAggregate> windows = new ArrayList<>();
    for (long startMs = 0; startMs < 100; startMs += 10) {
      int count = random.nextInt(4);
      if (count > 0) {
        long[] times = {startMs, startMs + 1, startMs + 2};
        double value = random.nextInt(100);
        windows.add(WindowAggregate.of(startMs, times, new double[] {value, 1, 2}, 0, count));
      }
    }
    return windows;
  }
}
