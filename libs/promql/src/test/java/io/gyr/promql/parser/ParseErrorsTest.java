package io.gyr.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors have the words and the places of Prometheus's. */
class ParseErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | 1:1: parse error: no expression found in input
          # nothing but this        | 1:1: parse error: no expression found in input
          1 +                       | 1:4: parse error: unexpected end of input
          1 1                       | 1:3: parse error: unexpected number "1"
          (1                        | 1:3: parse error: unclosed left parenthesis
          1)                        | 1:3: parse error: unexpected right parenthesis ')'
          up{                       | 1:4: parse error: unexpected end of input inside braces
          up{a=1}                   | 1:6: parse error: unexpected character inside braces: '1'
          up{a}                     | 1:5: parse error: unexpected "}" in label matching, expected label matching operator
          up{a="b" c="d"}           | 1:10: parse error: unexpected identifier "c" in label matching, expected "," or "}"
          up{a=~"("}                | 1:4: parse error: error parsing regexp: missing closing ): `(`
          {}                        | 1:1: parse error: vector selector must contain at least one non-empty matcher
          {a=""}                    | 1:1: parse error: vector selector must contain at least one non-empty matcher
          up{__name__="down"}       | 1:1: parse error: metric name must not be set twice: "up" or "down"
          up[5m                     | 1:6: parse error: unclosed left bracket
          up[]                      | 1:4: parse error: unexpected "]" in subquery or range selector, expected number or duration
          up[0s]                    | 1:4: parse error: duration must be greater than 0
          up[5m:5m:5m]              | 1:9: parse error: unexpected colon ':'
          up offset                 | 1:10: parse error: unexpected end of input in offset, expected number or duration
          up @ now                  | 1:6: parse error: unexpected identifier "now" in @, expected timestamp
          up @ 1 @ 2                | 1:1: parse error: @ <timestamp> may not be set multiple times
          up offset 1m offset 2m    | 1:1: parse error: offset may not be set multiple times
          (up)[5m]                  | 1:5: parse error: ranges only allowed for vector selectors
          up offset 1m[5m]          | 1:13: parse error: no offset modifiers allowed before range
          sum()                     | 1:1: parse error: no arguments for aggregate expression provided
          sum(up, up)               | 1:1: parse error: wrong number of arguments for aggregate expression provided, expected 1, got 2
          sum(1)                    | 1:5: parse error: expected type instant vector in aggregation expression, got scalar
          sum by a (up)             | 1:8: parse error: unexpected identifier "a" in grouping opts, expected "("
          sum by (a b) (up)         | 1:11: parse error: unexpected identifier "b" in grouping opts, expected "," or ")"
          sum(up                    | 1:7: parse error: unclosed left parenthesis
          nothing(up)               | 1:1: parse error: unknown function with name "nothing"
          rate(up)                  | 1:6: parse error: expected type range vector in call to function "rate", got instant vector
          rate(up[5m], 1)           | 1:1: parse error: expected 1 argument(s) in call to "rate", got 2
          round()                   | 1:1: parse error: expected at least 1 argument(s) in call to "round", got 0
          round(up, 1, 2)           | 1:1: parse error: expected at most 2 argument(s) in call to "round", got 3
          abs(up,)                  | 1:7: parse error: trailing commas not allowed in function call args
          1 > 2                     | 1:3: parse error: comparisons between scalars must use BOOL modifier
          up + bool up              | 1:4: parse error: bool modifier can only be used on comparison operators
          1 and up                  | 1:1: parse error: set operator "and" not allowed in binary scalar expression
          up + "x"                  | 1:6: parse error: binary expression must contain only scalar and instant vector types
          up + on(a) 1              | 1:1: parse error: vector matching only allowed between instant vectors
          up and on(a) group_left() up | 1:1: parse error: no grouping allowed for "and" operation
          up + on(a) group_left(a) up | 1:4: parse error: label "a" must not occur in ON and GROUP clause at once
          -"x"                      | 1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "string"
          1[5m:]                    | 1:1: parse error: subquery is only allowed on instant vector, got scalar instead
          "a                        | 1:1: parse error: unterminated quoted string
          1e                        | 1:1: parse error: bad number or duration syntax: "1e"
          5mm                       | 1:1: parse error: bad number or duration syntax: "5mm"
          a $ b                     | 1:3: parse error: unexpected character: '$'
          x[5m1h]                   | 1:3: parse error: not a valid duration string: "5m1h"
          x[1hs]                    | 1:3: parse error: unknown unit "hs" in duration "1hs"
          x[-1m]                    | 1:3: parse error: duration must be greater than 0
          x[:1m]                    | 1:4: parse error: unexpected colon before duration in duration expression
          x @ -Inf                  | 1:1: parse error: timestamp out of bounds for @ modifier: -Inf
          1e999                     | 1:1: parse error: error parsing number: strconv.ParseFloat: parsing "1e999": value out of range
          sum x by (y)              | 1:5: parse error: unexpected identifier "x"
          sum(x) by (y) by (z)      | 1:15: parse error: unexpected <by>
          sum by (,) (x)            | 1:9: parse error: unexpected "," in grouping opts, expected label
          start()                   | 1:6: parse error: unexpected "("
          x{,}                      | 1:3: parse error: unexpected "," in label matching, expected identifier or "}"
          x{a=}                     | 1:5: parse error: unexpected "}" in label matching, expected string
          a !b                      | 1:3: parse error: unexpected character after '!': 'b'
          """)
  void saysWhatIsWrongAndWhere(String query, String message) {
    assertThatThrownBy(() -> Parser.parse(query, ParserOptions.ALL))
        .isInstanceOf(ParseException.class)
        .hasMessage(message);
  }

  @Test
  void countsLinesAndBytes() {
    assertThatThrownBy(() -> Parser.parse("up +\n {\"ü\"} $", ParserOptions.ALL))
        .hasMessage("2:9: parse error: unexpected character: '$'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limitk(1, up)",
        "sort_by_label(up, \"a\")",
        "info(up)",
        "up[1m+1m]",
        "up offset (1m)",
        "mad_over_time(up[5m])"
      })
  void experimentsMustBeSwitchedOn(String query) {
    assertThat(Parser.parse(query, ParserOptions.ALL)).isNotNull();
    assertThatThrownBy(() -> Parser.parse(query, ParserOptions.STABLE))
        .isInstanceOf(ParseException.class)
        .hasMessageMatching(".*(not enabled|must be enabled).*");
  }

  @Test
  void longQueriesAreRefused() {
    String query = "a" + " ".repeat(10 << 20);
    assertThatThrownBy(() -> Parser.parse(query, ParserOptions.ALL))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("at most 1048576");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "abs(", "sum(", "a + (", "a[1m:1m] + -("})
  void deepQueriesAreRefused(String opening) {
    assertThatThrownBy(() -> Parser.parse(opening.repeat(50_000) + "1", ParserOptions.ALL))
        .isInstanceOf(ParseException.class);
  }

  @Test
  void longChainsAreRefusedAndUsualOnesNot() {
    assertThat(Parser.parse("a or ".repeat(1_500) + "a", ParserOptions.ALL)).isNotNull();
    assertThatThrownBy(() -> Parser.parse("a or ".repeat(50_000) + "a", ParserOptions.ALL))
        .hasMessageContaining("too many operators");
    assertThatThrownBy(() -> Parser.parse("a[" + "(".repeat(50_000) + "1m]", ParserOptions.ALL))
        .isInstanceOf(ParseException.class);
  }
}
