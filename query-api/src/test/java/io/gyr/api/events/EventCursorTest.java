package io.gyr.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.http.ApiError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class EventCursorTest {
  @Property
  void comesBackAsItWent(
      @ForAll long timeNs,
      @ForAll @CharRange(from = 'a', to = 'f') @StringLength(min = 1, max = 64) String id) {
    EventCursor cursor = new EventCursor(timeNs, id);
    assertThat(EventCursor.decode(cursor.encode(), "cursor")).isEqualTo(cursor);
  }

  @Property
  void anythingElseIsRefused(@ForAll String text) {
    try {
      EventCursor.decode(text, "cursor");
    } catch (ApiError e) {
      assertThat(e).hasMessage("cursor is no cursor of this API");
    }
  }
}
