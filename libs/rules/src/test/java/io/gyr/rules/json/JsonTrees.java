package io.gyr.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random documents of Jackson's, to hold ours against. */
final class JsonTrees {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTrees() {}

  /** Keys that pointers have trouble with, and some others. */
  static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "a",
            "b",
            "0",
            "1",
            "01",
            "-",
            "a/b",
            "m~n",
            "~1",
            "~0",
            " ",
            "items",
            "\u00e9\"\\"),
        Arbitraries.strings().ofMaxLength(4));
  }

  static Arbitrary<JsonNode> documents(int depth) {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(NODES::textNode),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode()));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<JsonNode> below = Arbitraries.lazy(() -> documents(depth - 1));
    return Arbitraries.oneOf(
        scalars, objects(depth), below.list().ofMaxSize(4).map(JsonTrees::array));
  }

  static Arbitrary<JsonNode> objects(int depth) {
    return Arbitraries.maps(keys(), Arbitraries.lazy(() -> documents(depth - 1)))
        .ofMaxSize(4)
        .map(
            members -> {
              ObjectNode object = NODES.objectNode();
              object.setAll(members);
              return object;
            });
  }

  private static JsonNode array(List<JsonNode> elements) {
    ArrayNode array = NODES.arrayNode();
    array.addAll(elements);
    return array;
  }
}
