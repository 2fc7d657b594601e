package io.gyr.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.http.Json;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class HistogramSearchTest {
  @Property
  void barsCoverTheTimeAndAreFew(
      @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long fromMs,
      @ForAll @LongRange(min = 1, max = 100_000_000_000L) long spanMs,
      @ForAll @IntRange(min = 1, max = 500) int most) {
    EventFilter filter =
        new EventFilter(fromMs, fromMs + spanMs, Set.of(), Set.of(), Set.of(), null, List.of());
    EventHistogram histogram = HistogramSearch.over(filter, most).read(Json.object());
    assertThat(histogram.buckets()).hasSizeBetween(1, most + 1);
    assertThat(histogram.fromMs()).isLessThanOrEqualTo(fromMs);
    long last = histogram.buckets().get(histogram.buckets().size() - 1).timeMs();
    assertThat(last + histogram.intervalMs()).isGreaterThanOrEqualTo(fromMs + spanMs);
  }
}
