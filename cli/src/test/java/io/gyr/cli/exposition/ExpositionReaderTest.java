package io.gyr.cli.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionReaderTest {
  private static List<Sample> read(String text) throws IOException, ExpositionException {
    ExpositionReader reader = new ExpositionReader(new StringReader(text));
    List<Sample> samples = new ArrayList<>();
    for (Sample sample = reader.next(); sample != null; sample = reader.next()) {
      samples.add(sample);
    }
    return samples;
  }

  private static Sample only(String line) throws IOException, ExpositionException {
    List<Sample> samples = read(line + "\n");
    assertThat(samples).hasSize(1);
    return samples.get(0);
  }

  @Test
  void readsOpenMetrics() throws Exception {
    ExpositionReader reader =
        new ExpositionReader(
            new StringReader(
                """
                # TYPE http_requests counter
                # UNIT http_requests requests
                # HELP http_requests How many\\nthere were.
                http_requests_total{code="200",path="/a\\"b\\\\c"} 3 1700000000.5 # {id="x"} 1 2
                http_requests_created{code="200"} 1.5e9
                # EOF
                """));
    Sample first = reader.next();
    assertThat(first)
        .isEqualTo(
            new Sample(
                Map.of("__name__", "http_requests_total", "code", "200", "path", "/a\"b\\c"),
                3,
                OptionalLong.of(1_700_000_000_500L)));
    assertThat(reader.family("http_requests_total"))
        .isEqualTo(new Family("counter", "How many\nthere were.", "requests"));
    assertThat(reader.family("other_total")).isEqualTo(Family.UNKNOWN);
    assertThat(reader.next())
        .isEqualTo(
            new Sample(
                Map.of("__name__", "http_requests_created", "code", "200"),
                1.5e9,
                OptionalLong.empty()));
    assertThat(reader.next()).isNull();
  }

  @Test
  void readsPrometheussOwnFormat() throws Exception {
    assertThat(
            read(
                """
                # a comment
                # TYPE

                up 1 1700000000123
                go_goroutines\t 4\r
                wait_bucket { le = "+Inf" , } +Inf
                """))
        .containsExactly(
            new Sample(Map.of("__name__", "up"), 1, OptionalLong.of(1_700_000_000_123L)),
            new Sample(Map.of("__name__", "go_goroutines"), 4, OptionalLong.empty()),
            new Sample(
                Map.of("__name__", "wait_bucket", "le", "+Inf"),
                Double.POSITIVE_INFINITY,
                OptionalLong.empty()));
  }

  @Test
  void namesInQuotesMayBeAnything() throws Exception {
    assertThat(only("{\"my.metric\", \"a b\"=\"c\"} 1").labels())
        .isEqualTo(Map.of("__name__", "my.metric", "a b", "c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up | '' is no number",
        "up x | 'x' is no number",
        "up 1d | '1d' is no number",
        "up 1 x | 'x' is no number",
        "up 1 NaN | 'NaN' is no time",
        "up 1 2 3 | there is more behind value and time: '3'",
        "up{a=1} 1 | '\"' expected, found '1} 1'",
        "up{a=\"1} 1 | the closing quote is missing",
        "up{a=\"1\" 1 | ',' expected, found '1'",
        "up{a=\"1\",a=\"2\"} 1 | label a twice",
        "{a=\"1\"} 1 | there is no metric name",
        "1up 1 | a name expected, found '1up 1'"
      })
  void aLineThatIsWrongIsNamed(String line, String message) {
    assertThatThrownBy(() -> read("# TYPE up gauge\n" + line + "\n"))
        .isInstanceOf(ExpositionException.class)
        .hasMessage(message)
        .extracting(e -> ((ExpositionException) e).line())
        .isEqualTo(2L);
  }

  @Test
  void nothingFollowsTheEnd() {
    assertThatThrownBy(() -> read("# EOF\nup 1\n")).hasMessage("there is more behind # EOF");
  }

  @Test
  void aLineWithoutAnEndIsRefused() {
    assertThatThrownBy(() -> read("a".repeat(2_000_000)))
        .hasMessage("more than 1048576 characters");
  }

  @Property(tries = 500, seed = "1")
  void readsWhatWasWritten(@ForAll @Size(max = 5) Map<String, String> labels, @ForAll double value)
      throws Exception {
    TreeMap<String, String> all = new TreeMap<>(labels);
    all.remove("__name__");
    StringBuilder line = new StringBuilder("{\"metric\"");
    all.forEach(
        (name, text) -> line.append(',').append(quoted(name)).append('=').append(quoted(text)));
    String number = Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : "" + value;
    Sample sample = only(line.append("} ").append(number).toString());
    all.put("__name__", "metric");
    assertThat(sample.labels()).isEqualTo(all);
    assertThat(sample.value()).isEqualTo(value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  @Property(tries = 3000, seed = "2")
  void anyTextIsReadOrRefused(@ForAll String text) throws IOException {
    try {
      assertThat(read(text)).allMatch(sample -> sample.labels().containsKey("__name__"));
    } catch (ExpositionException e) {
      assertThat(e.line()).isPositive();
    }
  }
}
