package io.gyr.promql.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.promql.labels.Labels;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Labels LABELS =
      Labels.of("__name__", "up", "instance", "db.example.com:9100", "job", "node");

  private static String expand(String text, double value) {
    return Template.parse(text).expand(new TemplateData(LABELS, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "plain text # plain text",
        "{{ $labels.job }} is {{ $value }} # node is 1.5",
        "{{.Labels.job}}{{.Value}} # node1.5",
        "a {{- $value -}} b # a1.5b",
        "{{ $labels.missing }}. # .",
        "{{ $externalLabels.cluster }}{{ $externalURL }}. # .",
        "{{ $value | humanize | printf \"%s!\" }} # 1.5!",
        "{{ printf \"%.2f %5.1f|%-5s|%03d%%\" $value $value \"a\" 7 }} # 1.50   1.5|a    |007%",
        "{{ printf \"%d\" $value }} # %!d(float64=1.5)",
        "{{ printf \"%s\" }} # %!s(MISSING)",
        "{{ printf \"%e %g %+v %q\" $value $value $value `a` }} # 1.500000e+00 1.5 +1.5 \"a\"",
        "{{ ($labels.job | toUpper) }} # NODE",
        "{{ title \"disk is full\" }} # Disk Is Full",
        "{{ toLower \"ABC\" }} # abc",
        "{{ $labels.instance | stripPort }} # db.example.com",
        "{{ $labels.instance | stripDomain }} # db:9100",
        "{{ stripDomain \"10.0.0.1:80\" }} # 10.0.0.1:80",
        "{{ index $labels \"job\" }} # node",
        "{{/* said aside */}}x # x",
        "{{ \"}}\" }} # }}",
        "{{ $labels }} # map[__name__:up instance:db.example.com:9100 job:node]",
      })
  void actionsAreCarriedOut(String text, String expected) {
    assertThat(expand(text, 1.5)).isEqualTo(expected);
  }

  /** What Prometheus's template functions give. */
  @ParameterizedTest
  @CsvSource({
    "humanize, 0, 0",
    "humanize, 1234567, 1.235M",
    "humanize, -999.99, -1000",
    "humanize, 0.00012, 120u",
    "humanize, 1e30, 1e+06Y",
    "humanize, NaN, NaN",
    "humanize, Infinity, +Inf",
    "humanize1024, 1048576, 1Mi",
    "humanize1024, 1, 1",
    "humanize1024, 1023, 1023",
    "humanizeDuration, 0, 0s",
    "humanizeDuration, 0.001, 1ms",
    "humanizeDuration, 59.5, 59.5s",
    "humanizeDuration, 60, 1m 0s",
    "humanizeDuration, 3600, 1h 0m 0s",
    "humanizeDuration, -90061, -1d 1h 1m 1s",
    "humanizePercentage, 0.12345, 12.35%",
    "humanizeTimestamp, 1435065584.128, 2015-06-23 13:19:44.128 +0000 UTC",
    "humanizeTimestamp, 0, 1970-01-01 00:00:00 +0000 UTC",
    "humanizeTimestamp, -0.5, 1969-12-31 23:59:59.5 +0000 UTC",
  })
  void numbersAreHumanized(String function, double value, String expected) {
    assertThat(expand("{{ $value | " + function + " }}", value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "{{ $foo }} # 1: undefined variable \"$foo\"",
        "a\\n{{ $value | humanise }} # 2: function \"humanise\" not defined",
        "{{ $value # 1: unclosed action",
        "{{ \"a }} # 1: unterminated quoted string",
        "{{ }} # 1: missing value for command",
        "{{ ($value }} # 1: unclosed left paren",
        "{{ $labels.job.x }} # 1: can't evaluate field x",
        "{{ $value 3 }} # 1: can't give argument to non-function",
        "{{ humanize }} # 1: wrong number of args for humanize: want 1 got 0",
        "{{ $labels.a-b }} # 1: bad number syntax: \"-b\"",
        "{{ $a := 1 }} # 1: unexpected \":\"",
      })
  void whatIsNoTemplateSaysWhereAndWhy(String text, String problem) {
    assertThatThrownBy(() -> Template.parse(text.replace("\\n", "\n")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource({"if", "range", "with", "query", "end", "define", "template"})
  void whatIsNotSupportedIsNoTypo(String word) {
    assertThatThrownBy(() -> Template.parse("{{ " + word + " \"a\" }}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("1: \"" + word + "\" is not supported here");
  }

  @Test
  void whatCannotBeCarriedOutSaysWhy() {
    assertThatThrownBy(() -> expand("{{ $labels.job | humanize }}", 0))
        .hasMessage("error calling humanize: strconv.ParseFloat: parsing \"node\": invalid syntax");
    assertThatThrownBy(() -> expand("{{ printf \"%99999s\" `a` }}", 0))
        .hasMessage("error calling printf: width 99999 is more than 1000");
  }

  @Property(tries = 20000, seed = "20261122")
  void anyTextIsATemplateOrAnError(@ForAll long seed) {
    java.util.Random random = new java.util.Random(seed);
    String[] pieces = {
      "{{",
      "}}",
      "-",
      " ",
      "$value",
      "$labels",
      ".job",
      "|",
      "(",
      ")",
      "\"",
      "`",
      "%",
      "printf",
      "humanize",
      "humanizeDuration",
      "1e",
      "9",
      "/*",
      "*/",
      "\\",
      "\n",
      "ü",
      ".",
      "%s",
      "index",
    };
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "{{" : "");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    try {
      Template.parse(text.toString()).expand(new TemplateData(LABELS, random.nextGaussian()));
    } catch (TemplateException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}
