package io.gyr.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.Prettier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts are what Prometheus 2.42 answered to the same queries. */
class PrettierTest {
  private static final String LONG = "x{a=\"" + "1".repeat(90) + "\"}";

  private static String pretty(String query) {
    return Prettier.print(Parser.parse(query, ParserOptions.ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "sum by (a) (rate(x[5m])) / on (a) group_left (b) y",
        "-up",
        "max_over_time((x + y)[5m:1m] offset 1m)"
      })
  void whatFitsStaysOnOneLine(String query) {
    assertThat(pretty(query)).isEqualTo(query);
  }

  @Test
  void aLineHasAHundredBytes() {
    String fits = "a + " + "b".repeat(96);
    assertThat(pretty(fits)).isEqualTo(fits);
    assertThat(pretty(fits + "c")).isEqualTo("  a\n+\n  " + "b".repeat(96) + "c");
    assertThat(pretty("a+b{c=\"" + "ü".repeat(45) + "\"}")).startsWith("  a\n+\n  b{");
  }

  @Test
  void operatorsStandBetweenTheirOperands() {
    assertThat(pretty("a + on(i) group_left(j) " + LONG + " > bool 2"))
        .isEqualTo("    a\n  + on (i) group_left (j)\n    " + LONG + "\n> bool\n  2");
  }

  @Test
  void callsAndAggregationsEncloseTheirArguments() {
    assertThat(pretty("quantile(0.9, clamp(" + LONG + ",1,2)) without(b, c)"))
        .isEqualTo(
            """
            quantile without (b, c) (
              0.9,
              clamp(
                %s,
                1,
                2
              )
            )"""
                .formatted(LONG));
  }

  @Test
  void aSignStandsBeforeWhatItIsFor() {
    assertThat(pretty("-(" + LONG + " + 1)")).isEqualTo("-(\n    " + LONG + "\n  +\n    1\n)");
    assertThat(pretty("1 + -" + LONG)).isEqualTo("  1\n+\n  -" + LONG);
  }

  @Test
  void selectorsStayWhole() {
    assertThat(pretty("rate(" + LONG + "[5m] offset 1h)"))
        .isEqualTo("rate(\n  " + LONG + "[5m] offset 1h\n)");
  }

  @Test
  void aSubqueryThatFitsIsNotIndented() {
    String subquery = "(up + " + "b".repeat(80) + ")[5m:1m]";
    assertThat(pretty("count_over_time(" + subquery + ") + 1"))
        .isEqualTo("  count_over_time(\n" + subquery + "\n  )\n+\n  1");
    assertThat(pretty("rate((" + LONG + " + 1)[5m:])"))
        .isEqualTo("rate(\n  (\n      " + LONG + "\n    +\n      1\n  )[5m:]\n)");
  }

  @Test
  void aLongChainIsFormattedAtOnce() {
    String chain = ("x{a=\"" + "1".repeat(900) + "\"}+").repeat(900) + "1";
    assertThat(pretty(chain).lines().count()).isEqualTo(2 * 900 + 1);
  }

  @Property(tries = 1000, seed = "20261122")
  void whatIsFormattedIsTheSameExpression(@ForAll long seed) {
    Expr expr = Parser.parse(new RandomQueries(seed).vector(5), ParserOptions.ALL);
    String text = Prettier.print(expr);
    Expr again = Parser.parse(text, ParserOptions.ALL);
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(PositionRange.class)
        .ignoringFieldsMatchingRegexes(".*start")
        .isEqualTo(expr);
    assertThat(Prettier.print(again)).isEqualTo(text);
  }
}
