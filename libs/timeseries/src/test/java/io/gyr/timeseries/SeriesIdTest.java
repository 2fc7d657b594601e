package io.gyr.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesIdTest {
  @Test
  void staysWhatItWasWhenItWasFirstStored() {
    assertThat(SeriesId.of("node_load1", Map.of("instance", "a", "job", "node")))
        .hasToString("dd1834d3163c0fef009b5b00cd35a09d");
  }

  @Test
  void tellsWhereAValueEnds() {
    assertThat(SeriesId.of("m", Map.of("a", "bc")))
        .isNotEqualTo(SeriesId.of("m", Map.of("ab", "c")));
  }

  @Property(tries = 300, seed = "1")
  void doesNotDependOnTheOrderOfLabels(
      @ForAll String name, @ForAll @Size(max = 10) Map<String, String> labels) {
    Map<String, String> reversed = new LinkedHashMap<>();
    labels.entrySet().stream()
        .sorted(Map.Entry.<String, String>comparingByKey().reversed())
        .forEach(label -> reversed.put(label.getKey(), label.getValue()));
    assertThat(SeriesId.of(name, labels)).isEqualTo(SeriesId.of(name, reversed));
    assertThat(SeriesId.of(name, labels).bytes()).hasSize(SeriesId.BYTES);
  }
}
