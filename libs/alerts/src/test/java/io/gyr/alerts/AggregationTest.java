package io.gyr.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;

class AggregationTest {
  @Property(tries = 300, seed = "6")
  void isWhatTheJdkSays(@ForAll @NotEmpty List<@DoubleRange(min = -1e9, max = 1e9) Double> values) {
    DoubleSummaryStatistics expected =
        values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    assertThat(Aggregation.AVG.of(values)).isCloseTo(expected.getAverage(), within(1e-3));
    assertThat(Aggregation.SUM.of(values)).isCloseTo(expected.getSum(), within(1e-3));
    assertThat(Aggregation.MIN.of(values)).isEqualTo(expected.getMin());
    assertThat(Aggregation.MAX.of(values)).isEqualTo(expected.getMax());
  }
}
