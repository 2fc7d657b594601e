package io.gyr.jobs.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventIdTest {
  /** Ids lie in stores and topics: another value would make every replayed event a new one. */
  @Test
  void neverChangesFromReleaseToRelease() {
    assertThat(EventId.of("security", "syscall", "Shell", "host-1", "7"))
        .isEqualTo("b4456de7723a27a4eb4baf416c73bbc8");
  }

  @Test
  void doesNotLetPartsRunTogether() {
    assertThat(EventId.of("ab", "c")).isNotEqualTo(EventId.of("a", "bc"));
    assertThat(EventId.of("a", "")).isNotEqualTo(EventId.of("a"));
    assertThat(EventId.of("żó", "łw")).isNotEqualTo(EventId.of("ż", "ółw"));
  }

  @Property(tries = 300, seed = "1")
  void isOneOfEqualPartsOnly(@ForAll List<String> one, @ForAll List<String> other) {
    Assume.that(!one.equals(other));
    assertThat(EventId.of(one.toArray(String[]::new)))
        .hasSize(32)
        .isNotEqualTo(EventId.of(other.toArray(String[]::new)));
  }
}
