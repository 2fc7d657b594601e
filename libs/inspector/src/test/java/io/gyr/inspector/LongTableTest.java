package io.gyr.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LongTableTest {
  private record Step(long key, boolean remove) {}

  @Property(tries = 300, seed = "1")
  void behavesAsAMap(@ForAll("steps") List<Step> steps) {
    LongTable<Long> table = new LongTable<>(10_000);
    Map<Long, Long> model = new HashMap<>();
    for (Step step : steps) {
      if (step.remove) {
        assertThat(table.remove(step.key)).isEqualTo(model.remove(step.key));
      } else {
        table.put(step.key, ~step.key);
        model.put(step.key, ~step.key);
      }
    }
    assertThat(table.size()).isEqualTo(model.size());
    for (Step step : steps) {
      assertThat(table.get(step.key)).isEqualTo(model.get(step.key));
    }
    assertThat(table.evictions()).isZero();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> keys =
        Arbitraries.oneOf(Arbitraries.longs().between(0, 200), Arbitraries.longs());
    return keys.flatMap(key -> Arbitraries.of(true, false).map(remove -> new Step(key, remove)))
        .list()
        .ofMaxSize(600);
  }

  @Test
  void neverExceedsItsCapacityAndCountsWhatItDroveOut() {
    LongTable<String> table = new LongTable<>(100);
    for (long key = 0; key < 1_000; key++) {
      table.put(key, "v" + key);
      assertThat(table.get(key)).isEqualTo("v" + key);
    }
    assertThat(table.size()).isEqualTo(100);
    assertThat(table.evictions()).isEqualTo(900);
  }
}
