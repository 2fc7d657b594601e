package io.gyr.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSplitterTest {

  private final List<String> found = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Test
  void objectsAreFoundHoweverTheyCome() throws IOException {
    String one = "{\"a\":1}";
    String two = "{\"a\":[{\"b\":\"}\\\"\"}]}";
    for (String text :
        List.of(
            one + "\n" + two + "\n",
            "\n\n" + one + "\r\n\r\n" + two,
            one + two,
            "[" + one + "," + two + "]",
            "[" + one + "]\n[" + two + "]",
            "[\n" + one + ",\n" + two + "\n]\n",
            "{\"Records\":[" + one + "," + two + "]}",
            "{\"v\":\"x\",\"Records\" : [" + one + "," + two + "],\"next\":{\"Records\":[{}]}}",
            "{\"Records\":[" + one + "]}\n{\"Records\":[" + two + "]}",
            "[{\"Records\":[" + one + "]},{\"Records\":[" + two + "]}]",
            "{\n  \"Records\": [\n " + one + ",\n" + two + "\n ]\n}\n")) {
      split(text);
      assertThat(found).as(text).containsExactly(one, two);
      assertThat(problems).as(text).isEmpty();
    }
  }

  @Test
  void onlyAListDirectlyInAnObjectHoldsEvents() throws IOException {
    split("{\"x\":{\"Records\":[{\"a\":1}]},\"y\":\"Records\"}");
    assertThat(found).containsExactly("{\"x\":{\"Records\":[{\"a\":1}]},\"y\":\"Records\"}");
    split("{\"Records\":{\"a\":1}}");
    assertThat(found).containsExactly("{\"Records\":{\"a\":1}}");
  }

  @Test
  void aLineCutOffWithinATextCostsOnlyItself() throws IOException {
    split("{\"a\":1}\n{\"a\":\"cut\n{\"a\":2}\n");
    assertThat(found).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(problems).containsExactly("2: the line ends within a text");
  }

  @Test
  void aLineCutOffBetweenTextsCostsOnlyItself() throws IOException {
    split("{\"a\":{\n{\"a\":1}\n{\"a\":2}\n");
    assertThat(found).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(problems).containsExactly("1: ends within an object");
  }

  @Test
  void aLineWithoutItsBeginningCostsOnlyItself() throws IOException {
    split("\"b\":2}\n{\"a\":1}\ngarbage {\"a\":3}\n");
    assertThat(found).containsExactly("{\"a\":1}");
    assertThat(problems).containsExactly("1: not a JSON object", "3: not a JSON object");
  }

  @Test
  void aBrokenElementCostsOnlyItself() throws IOException {
    split("{\"Records\":[{\"a\":1},{\"a\":},7,\"x\",{\"a\":2}]}");
    assertThat(found).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(problems).hasSize(3);
  }

  @Test
  void whatComesBeforeTheEndOfATruncatedFileIsFound() throws IOException {
    split("{\"Records\":[{\"a\":1},{\"a\":2},{\"a\":");
    assertThat(found).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(problems).containsExactly("1: ends within an object");
    split("[{\"a\":1}");
    assertThat(found).containsExactly("{\"a\":1}");
    assertThat(problems).containsExactly("1: ends within a list");
  }

  @Test
  void whatIsTooDeepOrTooLongIsLeftOut() throws IOException {
    String deep = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
    split(deep + "\n{\"a\":1}\n");
    assertThat(found).containsExactly("{\"a\":1}");
    assertThat(problems).hasSize(1);
  }

  @Test
  void anObjectLongerThanTheBoundTakesNoMoreMemory() throws IOException {
    found.clear();
    problems.clear();
    byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    InputStream in = text("{\"a\":\"");
    for (int i = 0; i < 40; i++) {
      in = new SequenceInputStream(in, new ByteArrayInputStream(block));
    }
    split(new SequenceInputStream(in, text("\"}\n{\"a\":2}\n")));
    assertThat(problems).containsExactly("1: longer than " + JsonReader.MAX_BYTES + " bytes");
    assertThat(found).containsExactly("{\"a\":2}");
  }

  @Test
  void brokenLinesWithoutEndTakeNoTimeToSpeakOf() throws IOException {
    split("{\n".repeat(2_000_000));
    assertThat(found).isEmpty();
    assertThat(problems).hasSize(1);
    split("[".repeat(2_000_000));
    assertThat(found).isEmpty();
    split("{\"Records\":[".repeat(500_000));
    assertThat(found).isEmpty();
  }

  private void split(String text) throws IOException {
    found.clear();
    problems.clear();
    split(text(text));
  }

  private void split(InputStream in) throws IOException {
    JsonSplitter.split(
        in,
        "Records",
        new JsonSplitter.Sink() {
          @Override
          public void object(JsonValue object, long line) {
            found.add(object.text());
          }

          @Override
          public void problem(long line, String problem) {
            problems.add(line + ": " + problem);
          }
        });
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
