package io.gyr.api.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes an attribute's value out of the object that says of which kind it is. */
final class JsonAttributes {
  private JsonAttributes() {}

  /** The plain value; how deep it goes is bounded by the reader of JSON. */
  static JsonNode plain(JsonNode any) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (any.has("arrayValue")) {
      ArrayNode array = json.arrayNode();
      any.path("arrayValue").path("values").forEach(each -> array.add(plain(each)));
      return array;
    }
    if (any.has("kvlistValue")) {
      ObjectNode object = json.objectNode();
      for (JsonNode pair : any.path("kvlistValue").path("values")) {
        object.set(pair.path("key").asText(), plain(pair.path("value")));
      }
      return object;
    }
    for (String kind : new String[] {"stringValue", "boolValue", "intValue", "doubleValue"}) {
      if (any.has(kind)) {
        return any.path(kind);
      }
    }
    return any.path("bytesValue");
  }
}
