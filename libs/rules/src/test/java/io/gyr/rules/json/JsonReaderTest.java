package io.gyr.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.rules.json.JsonValue.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Test
  void everyKindIsRead() throws JsonException {
    JsonValue value =
        read("{\"o\":{\"k\":\"v\"},\"a\":[1,2.50],\"t\":\"\\u00e9\\n\",\"b\":true,\"n\":null}");
    assertThat(value.members().keySet()).containsExactly("o", "a", "t", "b", "n");
    assertThat(value.get("o", "k").text()).isEqualTo("v");
    assertThat(value.get("a", "1").text()).isEqualTo("2.50");
    assertThat(value.get("t").textOrNull()).isEqualTo("\u00e9\n");
    assertThat(value.get("b").isTrue()).isTrue();
    assertThat(value.get("b").textOrNull()).isNull();
    assertThat(value.get("n").kind()).isEqualTo(Kind.NULL);
    assertThat(value.get("n").text()).isEqualTo("null");
    assertThat(value.get("o", "nothing", "here")).isNull();
    assertThat(value.get("a", "2")).isNull();
  }

  @Test
  void objectsAndArraysKeepTheirWording() throws JsonException {
    JsonValue value = read("{ \"x\" : [ 1.0 , 1e3, \"a b\\u003c\\\"}\" , { } ] }");
    assertThat(value.text()).isEqualTo("{\"x\":[1.0,1e3,\"a b\\u003c\\\"}\",{}]}");
    assertThat(value.get("x").text()).isEqualTo("[1.0,1e3,\"a b\\u003c\\\"}\",{}]");
  }

  @Test
  void indentsTheWayGoDoes() throws JsonException {
    assertThat(read("{\"a\":[1,{\"b\":\"{,}\"}],\"c\":{},\"d\":[ ]}").indented())
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": "{,}"
                }
              ],
              "c": {},
              "d": []
            }""");
  }

  @Test
  void ofARepeatedKeyTheFirstCounts() throws JsonException {
    assertThat(read("{\"a\":1,\"a\":2}").get("a").text()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "[1 2]",
        "{} {}",
        "nul",
        "\"a",
        "{\"a\":01}",
        "{'a':1}"
      })
  void whatIsNoDocumentIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonException.class).hasMessageMatching(".+");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = {'"', (byte) 0xc3, '(', '"'};
    assertThatThrownBy(() -> JsonReader.read(bytes)).isInstanceOf(JsonException.class);
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
    assertThatThrownBy(() -> JsonReader.read(overlong)).isInstanceOf(JsonException.class);
  }

  @Test
  void depthIsBounded() throws JsonException {
    assertThat(read("[".repeat(100) + "]".repeat(100)).kind()).isEqualTo(Kind.ARRAY);
    assertThatThrownBy(() -> read("[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> read("{\"a\":".repeat(1_000_000))).isInstanceOf(JsonException.class);
  }

  @Test
  void sizeIsBoundedAndWithinItNothingTakesLong() {
    byte[] tooLong =
        ("\"" + "x".repeat(JsonReader.MAX_BYTES) + "\"").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonReader.read(tooLong)).hasMessageContaining("longer than");
    String keys =
        "{" + "\"k\":1,".repeat(1_000_000) + "\"last\":\"" + "\\u0041".repeat(1_000_000) + "\"}";
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(read(keys).members()).hasSize(2));
    String digits = "[" + "9".repeat(1_000_000) + "]";
    assertThatThrownBy(() -> read(digits)).isInstanceOf(JsonException.class);
  }

  private static JsonValue read(String text) throws JsonException {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
