package io.gyr.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Documents and pointers against Jackson's. */
class PointerPropertyTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property(tries = 2000, seed = "4711")
  void pointersFindWhatJacksonsFind(
      @ForAll("documents") JsonNode document, @ForAll("pointers") String pointer) throws Exception {
    JsonValue ours =
        Pointer.parse(pointer).in(JsonReader.read(JACKSON.writeValueAsBytes(document)));
    JsonNode theirs = document.at(JsonPointer.compile(pointer));
    assertThat(ours == null).isEqualTo(theirs.isMissingNode());
    if (ours != null) {
      assertThat(ours.text()).isEqualTo(text(theirs));
    }
  }

  @Property(tries = 1000, seed = "4711")
  void theTextOfAValueHasNoBlanksHoweverItIsLaidOut(@ForAll("documents") JsonNode document)
      throws Exception {
    ObjectWriter pretty = JACKSON.writerWithDefaultPrettyPrinter();
    JsonValue value = JsonReader.read(pretty.writeValueAsBytes(document));
    assertThat(value.text()).isEqualTo(text(document));
    assertThat(JACKSON.readTree(JACKSON.writeValueAsString(document)))
        .isEqualTo(
            JACKSON.readTree(
                value.kind() == JsonValue.Kind.TEXT
                    ? JACKSON.writeValueAsString(value.text())
                    : value.indented()));
  }

  @Test
  void theFirstSlashMayBeLeftOut() {
    assertThat(Pointer.parse("a/b")).isEqualTo(Pointer.parse("/a/b"));
    assertThat(Pointer.parse("/a~1b/~01").keys()).containsExactly("a/b", "~1");
  }

  @Provide
  Arbitrary<JsonNode> documents() {
    return JsonTrees.documents(3);
  }

  @Provide
  Arbitrary<String> pointers() {
    Arbitrary<List<String>> keys = JsonTrees.keys().list().ofMinSize(1).ofMaxSize(3);
    return keys.map(
        all -> {
          StringBuilder pointer = new StringBuilder();
          all.forEach(key -> pointer.append('/').append(key.replace("~", "~0").replace("/", "~1")));
          return pointer.toString();
        });
  }

  private static String text(JsonNode node) throws JsonProcessingException {
    return node.isTextual() ? node.textValue() : JACKSON.writeValueAsString(node);
  }
}
