package io.gyr.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.Condition.Value;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of syntax trees, written with every bracket. */
class ConditionParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a                          | a",
        "a and b or c and not d     | ((a and b) or (c and (not d)))",
        "a or b and c or d          | (a or (b and c) or d)",
        "not a and b                | ((not a) and b)",
        "not(a or b)                | (not (a or b))",
        "not not a                  | a",
        "not not not(a)             | (not a)",
        "a and(b)or(not(c))         | ((a and b) or (not c))",
        "((a))                      | a",
        "notable and orange or android | ((notable and orange) or android)",
        "x.y=1 and x.y!=2           | (x.y = <1> and x.y != <2>)",
        "x.y>=1 or x.y<2.5          | (x.y >= <1> or x.y < <2.5>)",
        "x.y = \"a b\"              | x.y = <a b>",
        "x.y = 'a\"b'               | x.y = <a\"b>",
        "x.y = \"a\\\"b\\\\c\"       | x.y = <a\"b\\c>",
        "x.y regex 'a\\\\.b'         | x.y regex <a\\.b>",
        "x.y = 'a\\ b\\tc\\/d'       | x.y = <a\\b\tc/d>",
        "x.y regex a\\.bc[0-9]{2}    | x.y regex <a\\.bc[0-9]{2}>",
        "x.y < 0x1F and x.y>=-5     | (x.y < <0x1F> and x.y >= <-5>)",
        "x.y startswith anyof (a, 'b c') | x.y startswith anyof <a> <b c>",
        "x.y = oneof                | x.y = <oneof>",
        "x.y != allof(a)            | x.y != allof <a>",
        "x.y in names               | x.y in <names>",
        "x.y in val(x.z)            | x.y in val(x.z)",
        "x.y > len(x.z)             | x.y > len(x.z)",
        "x.y = tolower(basename(x.z[1])) | x.y = tolower(basename(x.z[1]))",
        "x.y in (a,'b c', /d/e )    | x.y in <a> <b c> </d/e>",
        "x.y in ()                  | x.y in",
        "x.y in(a)                  | x.y in <a>",
        "x.y glob /a/*/b[0-9]?      | x.y glob </a/*/b[0-9]?>",
        "x.y[a.b-c/d] = e           | x.y[a.b-c/d] = <e>",
        "x.y['a]b'] exists          | x.y[a]b] exists",
        "tolower(basename(x.y)) = a | tolower(basename(x.y)) = <a>",
        "x.y = val(x.z)             | x.y = val(x.z)",
        "x.y = value                | x.y = <value>",
        "x.y contains not           | x.y contains <not>",
      })
  void readsInto(String condition, String tree) throws ConditionException {
    assertThat(text(ConditionParser.parse(condition))).isEqualTo(tree);
  }

  @Property(tries = 2000, seed = "11")
  void anyTextIsReadOrRefusedWithAPlaceInIt(
      @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String text) {
    try {
      assertThat(ConditionParser.parse(text)).isNotNull();
    } catch (ConditionException e) {
      assertThat(e.position()).isBetween(0, text.length());
    }
  }

  @Property(tries = 50, seed = "11")
  void nestingIsBounded(@ForAll boolean negated) throws ConditionException {
    String open = negated ? "not(" : "(";
    String close = ")";
    int most = ConditionParser.MAX_DEPTH;
    assertThat(ConditionParser.parse(open.repeat(most) + "a" + close.repeat(most))).isNotNull();
    assertThatThrownBy(
            () -> ConditionParser.parse(open.repeat(most + 1) + "a" + close.repeat(most + 1)))
        .hasMessageContaining("nested deeper");
  }

  private static String text(Condition condition) {
    if (condition instanceof And and) {
      return and.operands().stream()
          .map(ConditionParserTest::text)
          .collect(Collectors.joining(" and ", "(", ")"));
    }
    if (condition instanceof Or or) {
      return or.operands().stream()
          .map(ConditionParserTest::text)
          .collect(Collectors.joining(" or ", "(", ")"));
    }
    if (condition instanceof Not not) {
      return "(not " + text(not.operand()) + ")";
    }
    if (condition instanceof MacroReference macro) {
      return macro.name();
    }
    if (condition instanceof Exists exists) {
      return text(exists.field()) + " exists";
    }
    if (condition instanceof FieldComparison pair) {
      return text(pair.field()) + " " + pair.operator().text() + " " + text(pair.other());
    }
    Comparison comparison = (Comparison) condition;
    String values =
        comparison.values().stream()
            .map(Value::text)
            .map(value -> " <" + value + ">")
            .collect(Collectors.joining());
    String modifier = comparison.modifier() == null ? "" : " " + comparison.modifier().text();
    return text(comparison.field()) + " " + comparison.operator().text() + modifier + values;
  }

  private static String text(FieldReference field) {
    String text =
        field.argument() == null ? field.name() : field.name() + "[" + field.argument() + "]";
    for (int i = field.transformers().size() - 1; i >= 0; i--) {
      text = field.transformers().get(i).text() + "(" + text + ")";
    }
    return text;
  }
}
