package io.gyr.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UnsignedCountTest {
  @Property(tries = 1000, seed = "1")
  void isTheNearestDouble(@ForAll long bits) {
    assertThat(UnsignedCount.of(bits))
        .isEqualTo(new BigInteger(Long.toUnsignedString(bits)).doubleValue());
  }
}
