package io.gyr.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.PositionRange;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserPropertiesTest {
  private static final String ALPHABET =
      "()[]{}\"'`\\+-*/%^=!<>~@,:;#. \n\t0123456789eExXinfNaN_smhdwy sum by rate up offset bool on"
          + " and or unless group_left ü\uD83D\uDE00";

  @Property(tries = 2000, seed = "20261122")
  void whatIsPrintedIsTheSameExpression(@ForAll long seed) {
    String query = new RandomQueries(seed).vector(4);
    Expr expr = Parser.parse(query, ParserOptions.ALL);
    Expr again = Parser.parse(expr.toString(), ParserOptions.ALL);
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(PositionRange.class)
        .ignoringFieldsMatchingRegexes(".*start")
        .isEqualTo(expr);
    assertThat(again.toString()).isEqualTo(expr.toString());
  }

  @Property(tries = 20000, seed = "20261122")
  void anyTextIsAnExpressionOrAnError(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    parseOrRefuse(text.toString());
  }

  @Property(tries = 5000, seed = "20261122")
  void anyBytesAreAnExpressionOrAnError(@ForAll byte[] bytes) {
    parseOrRefuse(new String(bytes, StandardCharsets.UTF_8));
    parseOrRefuse(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 5000, seed = "20261122")
  void aDamagedExpressionIsAnExpressionOrAnError(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(new RandomQueries(seed).vector(3));
    for (int i = 0; i < 3; i++) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.deleteCharAt(at);
      } else {
        text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    parseOrRefuse(text.toString());
  }

  private static void parseOrRefuse(String query) {
    try {
      assertThat(Parser.parse(query, ParserOptions.ALL).toString()).isNotEmpty();
    } catch (ParseException e) {
      assertThat(e).hasMessageMatching("(?s)\\d+:\\d+: parse error: .+");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sum   by(a,b)  (up)             | sum by (a, b) (up)
          SUM(up) WITHOUT (a)             | sum without (a) (up)
          up{b="2",a="1",}                | up{a="1",b="2"}
          {"my metric", "l.x"="1"}        | {"l.x"="1",__name__="my metric"}
          up[300]                         | up[5m]
          up [ 5m : ] offset -1h          | up[5m:] offset -1h
          up @ 12.5 offset 1w             | up @ 12.500 offset 1w
          up @ start()                    | up @ start()
          a + on(x)group_left(y)b         | a + on (x) group_left (y) b
          a>bool ignoring(x) b            | a > bool ignoring (x) b
          -  1                            | -1
          +up                             | +up
          -up^2                           | -up ^ 2
          0x10 + 1e3 + 1_000              | 16 + 1000 + 1000
          Inf + nan                       | +Inf + NaN
          rate(x[1m + 2*30s])             | rate(x[1m + 2 * 30s])
          x offset (1m)                   | x offset 1m
          """)
  void printsTheNormalForm(String query, String printed) {
    assertThat(Parser.parse(query, ParserOptions.ALL)).hasToString(printed);
  }
}
