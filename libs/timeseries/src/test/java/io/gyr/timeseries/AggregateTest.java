package io.gyr.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class AggregateTest {
  @Test
  void countsAFallAsAResetFollowedByARise() {
    assertThat(Aggregate.of(List.of(10.0, 15.0, 3.0, 7.0)))
        .isEqualTo(new Aggregate(4, 35, 3, 15, 10, 7, 12, 1));
  }

  @Test
  void refusesToAggregateNothing() {
    assertThatThrownBy(() -> Aggregate.of(List.of())).hasMessageContaining("no samples");
  }

  @Property(tries = 300, seed = "1")
  void increaseOfTwoWindowsIsThatOfTheWhole(
      @ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1e6) Double> early,
      @ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1e6) Double> late) {
    Aggregate a = Aggregate.of(early);
    Aggregate b = Aggregate.of(late);
    double border = b.first() >= a.last() ? b.first() - a.last() : b.first();
    List<Double> all = new java.util.ArrayList<>(early);
    all.addAll(late);
    assertThat(a.increase() + border + b.increase())
        .isCloseTo(Aggregate.of(all).increase(), within(1e-3));
  }
}
