package io.gyr.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter in memory, which has to agree with the one that the index applies. */
class EventFilterTest {
  private static final FeedEvent EVENT =
      new FeedEvent(
          "1",
          "security",
          5,
          null,
          2,
          "triggered",
          "Read /etc/shadow",
          "by cat, user root",
          "syscall",
          List.of("T1003", "container"),
          Map.of("host.name", "node-1.example"),
          Map.of(),
          null,
          0);

  @ParameterizedTest
  @CsvSource({
    "shadow, true", "SHADOW, true", "shad, true", "shad cat, false", "cat shad, true",
    "node, true", "node-1, true", "example, false", "'', true", "T1003, false",
  })
  void findsWords(String text, boolean found) {
    assertThat(filter(text, List.of()).matchesIgnoringTime(EVENT)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host.name = node-1.example | true",
        "host.name contains example | true",
        "host.name starts with node | true",
        "host.name not contains node | false",
        "missing = x | false",
        "missing not in (x) | true",
        "event.tag = T1003 | true",
        "event.tag != container | false",
        "event.source = syscall | true",
        "event.name starts with Read | true",
      })
  void comparesScopes(String scope, boolean found) {
    assertThat(filter(null, ScopeParser.parse(scope)).matchesIgnoringTime(EVENT)).isEqualTo(found);
  }

  private static EventFilter filter(String text, List<ScopeCondition> scope) {
    return new EventFilter(0, 1, Set.of(2), Set.of("security"), Set.of(), text, scope);
  }
}
