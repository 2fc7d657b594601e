package io.gyr.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gyr.rules.json.JsonValue.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads documents, within bounds. */
public final class JsonReader {

  /** A longer document is refused: the API server's own limit for a batch of events is 10 MB. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /** A document nested deeper is refused. */
  public static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads one document. The bytes belong to the value from then on and must not be changed.
   *
   * @throws JsonException when they are not one well-formed document in UTF-8 within the bounds
   */
  public static JsonValue read(byte[] document) throws JsonException {
    if (document.length > MAX_BYTES) {
      throw new JsonException("longer than " + MAX_BYTES + " bytes");
    }
    checkLeads(document);
    try (JsonParser parser = FACTORY.createParser(document)) {
      if (parser.nextToken() == null) {
        throw new JsonException("empty");
      }
      JsonValue value = value(parser, document);
      if (parser.nextToken() != null) {
        throw at("something follows the document", parser.currentTokenLocation());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw at(firstLine(e.getOriginalMessage()), e.getLocation());
    } catch (IOException e) {
      // Not JSON's doing, yet nothing is read here but an array: bytes that are not UTF-8.
      throw new JsonException(firstLine(e.getMessage()));
    }
  }

  /**
   * Refuses what Jackson's decoder lets through: characters in more bytes than they need, halves of
   * surrogate pairs, numbers beyond Unicode.
   */
  private static void checkLeads(byte[] document) throws JsonException {
    for (int i = 0; i < document.length; i++) {
      int lead = document[i] & 0xff;
      if (lead < 0xc0) {
        continue;
      }
      int next = i + 1 < document.length ? document[i + 1] & 0xff : 0;
      if (lead < 0xc2
          || lead > 0xf4
          || (lead == 0xe0 && next < 0xa0)
          || (lead == 0xed && next > 0x9f)
          || (lead == 0xf0 && next < 0x90)
          || (lead == 0xf4 && next > 0x8f)) {
        throw new JsonException("not UTF-8, byte " + i);
      }
    }
  }

  private static JsonValue value(JsonParser parser, byte[] document) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, document);
      case START_ARRAY -> array(parser, document);
      case VALUE_STRING -> JsonValue.scalar(Kind.TEXT, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonValue.scalar(Kind.NUMBER, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> JsonValue.scalar(Kind.BOOLEAN, parser.getText());
      case VALUE_NULL -> JsonValue.scalar(Kind.NULL, "null");
      default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private static JsonValue object(JsonParser parser, byte[] document) throws IOException {
    int start = place(parser);
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      members.putIfAbsent(key, value(parser, document));
    }
    return JsonValue.object(members, document, start, place(parser) + 1);
  }

  private static JsonValue array(JsonParser parser, byte[] document) throws IOException {
    int start = place(parser);
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser, document));
    }
    return JsonValue.array(elements, document, start, place(parser) + 1);
  }

  private static int place(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static JsonException at(String problem, JsonLocation location) {
    return location == null
        ? new JsonException(problem)
        : new JsonException(problem + ", byte " + location.getByteOffset());
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "not JSON" : message.lines().findFirst().orElse("not JSON");
  }
}
