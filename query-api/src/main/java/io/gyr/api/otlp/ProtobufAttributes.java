package io.gyr.api.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufReader;
import java.util.Base64;
import java.util.SortedMap;

/**
 * Reads attributes: KeyValue is key = 1 and value = 2, an AnyValue with string = 1, bool = 2, int =
 * 3, double = 4, array = 5, list of KeyValue = 6, bytes = 7. Values become text, nested ones JSON.
 */
final class ProtobufAttributes {
  private static final int MAX_DEPTH = 16;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ProtobufAttributes() {}

  /** Adds the KeyValue that {@code reader} stands at. */
  static void add(ProtobufReader reader, SortedMap<String, String> attributes) {
    ProtobufReader pair = new ProtobufReader();
    reader.message(pair);
    String key = "";
    JsonNode value = JSON.nullNode();
    while (pair.next()) {
      switch (pair.field()) {
        case 1 -> key = pair.string();
        case 2 -> value = value(pair, 0);
        default -> pair.skip();
      }
    }
    attributes.put(key, AttributeText.of(value));
  }

  private static JsonNode value(ProtobufReader reader, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedProtobufException("attributes more than " + MAX_DEPTH + " deep");
    }
    ProtobufReader any = new ProtobufReader();
    reader.message(any);
    JsonNode value = JSON.nullNode();
    while (any.next()) {
      switch (any.field()) {
        case 1 -> value = JSON.textNode(any.string());
        case 2 -> value = JSON.booleanNode(any.varint() != 0);
        case 3 -> value = JSON.numberNode(any.varint());
        case 4 -> value = JSON.numberNode(any.float64());
        case 5 -> value = array(any, depth);
        case 6 -> value = object(any, depth);
        case 7 -> value = JSON.textNode(base64(any));
        default -> any.skip();
      }
    }
    return value;
  }

  private static ArrayNode array(ProtobufReader reader, int depth) {
    ArrayNode array = JSON.arrayNode();
    ProtobufReader values = new ProtobufReader();
    reader.message(values);
    while (values.next()) {
      if (values.field() == 1) {
        array.add(value(values, depth + 1));
      } else {
        values.skip();
      }
    }
    return array;
  }

  private static ObjectNode object(ProtobufReader reader, int depth) {
    ObjectNode object = JSON.objectNode();
    ProtobufReader pairs = new ProtobufReader();
    ProtobufReader pair = new ProtobufReader();
    reader.message(pairs);
    while (pairs.next()) {
      if (pairs.field() != 1) {
        pairs.skip();
        continue;
      }
      pairs.message(pair);
      String key = "";
      JsonNode value = JSON.nullNode();
      while (pair.next()) {
        switch (pair.field()) {
          case 1 -> key = pair.string();
          case 2 -> value = value(pair, depth + 1);
          default -> pair.skip();
        }
      }
      object.set(key, value);
    }
    return object;
  }

  private static String base64(ProtobufReader reader) {
    return Base64.getEncoder().encodeToString(reader.bytes());
  }
}
