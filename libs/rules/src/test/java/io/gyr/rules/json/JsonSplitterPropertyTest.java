package io.gyr.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any documents in any layout, and any damage to them. */
class JsonSplitterPropertyTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property(tries = 500, seed = "4711")
  void theObjectsComeBackInOrder(@ForAll("objects") List<JsonNode> objects, @ForAll Random random)
      throws IOException {
    List<String> written = new ArrayList<>();
    List<String> compact = new ArrayList<>();
    for (JsonNode object : objects) {
      compact.add(JACKSON.writeValueAsString(object));
      written.add(random.nextBoolean() ? compact.get(compact.size() - 1) : object.toPrettyString());
    }
    String text =
        switch (random.nextInt(4)) {
          case 0 -> String.join("\n", compact) + "\n";
          case 1 -> String.join(random.nextBoolean() ? "\n" : "", written);
          case 2 -> "[" + String.join(" ,\n", written) + "]";
          default -> "{\"kind\":\"x\",\"Records\":[" + String.join(",", written) + "]}";
        };
    assertThat(split(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(compact);
  }

  @Property(tries = 1000, seed = "4711")
  void damageNeverGetsOut(@ForAll("objects") List<JsonNode> objects, @ForAll Random random)
      throws IOException {
    byte[] bytes =
        ("{\"Records\":" + objects + "}\n" + objects + "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\",:\\\n".charAt(random.nextInt(9));
    }
    for (String object : split(bytes)) {
      assertThat(JACKSON.readTree(object).isObject()).isTrue();
    }
  }

  private static List<String> split(byte[] bytes) throws IOException {
    List<String> found = new ArrayList<>();
    JsonSplitter.split(
        new ByteArrayInputStream(bytes),
        "Records",
        new JsonSplitter.Sink() {
          @Override
          public void object(JsonValue object, long line) {
            found.add(object.text());
          }

          @Override
          public void problem(long line, String problem) {
            assertThat(line).isPositive();
            assertThat(problem).isNotBlank();
          }
        });
    return found;
  }

  @Provide
  Arbitrary<List<JsonNode>> objects() {
    return JsonTrees.objects(3).list().ofMaxSize(5);
  }
}
