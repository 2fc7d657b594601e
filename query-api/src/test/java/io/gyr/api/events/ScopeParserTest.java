package io.gyr.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.http.ApiError;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = b | EQUALS",
        "a='b' | EQUALS",
        "a!=\"b\" | NOT_EQUALS",
        "a IN (b) | IN",
        "a not in (b) | NOT_IN",
        "a contains b | CONTAINS",
        "a not contains b | NOT_CONTAINS",
        "a starts with b | STARTS_WITH",
      })
  void readsEachOperator(String text, ScopeOperator operator) {
    assertThat(ScopeParser.parse(text))
        .containsExactly(new ScopeCondition("a", operator, List.of("b")));
  }

  @Test
  void joinsConditionsAndKeepsQuotedWords() {
    assertThat(ScopeParser.parse("a = 'x and y' and b in (\"(\", ',') and 'in' = and"))
        .extracting(ScopeCondition::values)
        .containsExactly(List.of("x and y"), List.of("(", ","), List.of("and"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | 2",
        "a = | 4",
        "a = b c | 7",
        "a in b | 6",
        "a in (b | 8",
        "a = 'b | 5",
        "a not b | 7",
        "= b | 1",
      })
  void saysWhereItStopped(String text, int place) {
    assertThatThrownBy(() -> ScopeParser.parse(text))
        .isInstanceOf(ApiError.class)
        .hasMessageEndingWith("character " + place);
  }

  @Property
  void anyValueComesBackFromItsQuotes(@ForAll @StringLength(max = 200) String value) {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(ScopeParser.parse("key = \"" + quoted + "\"").get(0).values())
        .containsExactly(value);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll @NotBlank @StringLength(max = 5_000) String text) {
    try {
      assertThat(ScopeParser.parse(text)).isNotEmpty();
    } catch (ApiError e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }
}
