package io.gyr.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.event.EventTypes;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
  @Test
  void everyNameHasItsNumberWhereverItStands() {
    for (int id = 0; id < EventTypes.count(); id++) {
      assertThat(idOf(EventTypes.nameOf(id))).isEqualTo(id);
    }
  }

  @Property(seed = "4")
  void anyOtherTextIsUnknown(@ForAll String text) {
    assertThat(idOf(text)).isEqualTo(EventTypes.idOf(text));
  }

  private static int idOf(String text) {
    byte[] bytes = ("<<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return TypeNames.idOf(bytes, 2, bytes.length - 3);
  }
}
