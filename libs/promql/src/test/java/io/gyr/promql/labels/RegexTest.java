package io.gyr.promql.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

  @Test
  void matchesTheWholeValueAndTheDotMatchesNewLines() {
    Matcher matcher = new Matcher(MatchType.REGEX, "a", "x.y");
    assertThat(matcher.matches("x\ny")).isTrue();
    assertThat(matcher.matches("xzyz")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{99}){99}){99}",
        "(((((x{50}){50}){50}){50}){50})",
        "(a|b|c|d){1000}(((e{10}){100}){1000})"
      })
  void bombsAreRefusedBeforeTheyAreCompiled(String regex) {
    assertThatThrownBy(() -> Regex.compile(regex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void longAndDeepOnesAreRefused() {
    assertThatThrownBy(() -> Regex.compile("a".repeat(100_000))).hasMessageContaining("too large");
    assertThatThrownBy(() -> Regex.compile("(".repeat(30_000) + "a" + ")".repeat(30_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thoseThatDoNotCompileSayWhy() {
    assertThatThrownBy(() -> Regex.compile("(.*"))
        .hasMessage("error parsing regexp: missing closing ): `(.*`");
  }

  @Test
  void usualOnesCompile() {
    assertThat(
            Regex.compile("(node|kube)-[0-9]{1,5}\\.(eu|us)-[a-z]{2,30}").matches("node-1.eu-west"))
        .isTrue();
  }
}
