package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.timeseries.SeriesId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesCacheTest {
  @Test
  void knowsWhatWasPutUntilItIsFull() {
    int capacity = 5_000;
    SeriesCache cache = new SeriesCache(capacity);
    Map<SeriesId, KnownSeries> put = new HashMap<>();
    Random random = new Random(4);
    for (int i = 0; i < capacity; i++) {
      // Few different lower halves, so that slots collide.
      SeriesId hash = new SeriesId(random.nextLong(), random.nextInt(2_000));
      assertThat(cache.get(hash.high(), hash.low())).isNull();
      put.put(hash, new KnownSeries(hash));
      cache.put(hash.high(), hash.low(), put.get(hash));
    }
    put.forEach((hash, known) -> assertThat(cache.get(hash.high(), hash.low())).isSameAs(known));

    SeriesId one = new SeriesId(1, 1);
    cache.put(1, 1, new KnownSeries(one));
    assertThat(cache.get(1, 1)).isNotNull();
    put.keySet().forEach(hash -> assertThat(cache.get(hash.high(), hash.low())).isNull());
  }
}
