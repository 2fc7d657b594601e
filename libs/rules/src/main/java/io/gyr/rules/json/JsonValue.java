package io.gyr.rules.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON document. Immutable.
 *
 * <p>Objects and arrays know where in the document they stand, so that their text is as it was
 * written, order, numbers and escapes included.
 */
public final class JsonValue {

  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private final Kind kind;
  private final String text;
  private final byte[] document;
  private final int start;
  private final int end;
  private final Map<String, JsonValue> members;
  private final List<JsonValue> elements;

  private JsonValue(
      Kind kind,
      String text,
      byte[] document,
      int start,
      int end,
      Map<String, JsonValue> members,
      List<JsonValue> elements) {
    this.kind = kind;
    this.text = text;
    this.document = document;
    this.start = start;
    this.end = end;
    this.members = members;
    this.elements = elements;
  }

  static JsonValue scalar(Kind kind, String text) {
    return new JsonValue(kind, text, new byte[0], 0, 0, Map.of(), List.of());
  }

  static JsonValue object(Map<String, JsonValue> members, byte[] document, int start, int end) {
    return new JsonValue(Kind.OBJECT, "", document, start, end, members, List.of());
  }

  static JsonValue array(List<JsonValue> elements, byte[] document, int start, int end) {
    return new JsonValue(Kind.ARRAY, "", document, start, end, Map.of(), elements);
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Members of an object in the order of the document, of a repeated key the first; else empty. */
  public Map<String, JsonValue> members() {
    return members;
  }

  /** Elements of an array; empty for everything else. */
  public List<JsonValue> elements() {
    return elements;
  }

  /**
   * A member of an object by its key, or an element of an array by its number in decimal digits;
   * null when there is none.
   */
  public @Nullable JsonValue get(String key) {
    if (kind == Kind.OBJECT) {
      return members.get(key);
    }
    int index = kind == Kind.ARRAY ? Pointer.index(key) : -1;
    return index >= 0 && index < elements.size() ? elements.get(index) : null;
  }

  /** The value below this one by way of keys, or null. */
  public @Nullable JsonValue get(String key, String... more) {
    JsonValue value = get(key);
    for (int i = 0; value != null && i < more.length; i++) {
      value = value.get(more[i]);
    }
    return value;
  }

  /** A text itself; of every other value its JSON, without blanks. */
  public String text() {
    return kind == Kind.OBJECT || kind == Kind.ARRAY
        ? JsonLayout.compact(document, start, end)
        : text;
  }

  /** A text itself, or null for a value of another kind. */
  public @Nullable String textOrNull() {
    return kind == Kind.TEXT ? text : null;
  }

  /** Whether it is the value true. */
  public boolean isTrue() {
    return kind == Kind.BOOLEAN && text.equals("true");
  }

  /** Its JSON with every member and element on a line of its own, indented by two blanks. */
  public String indented() {
    return kind == Kind.OBJECT || kind == Kind.ARRAY
        ? JsonLayout.indented(document, start, end)
        : text;
  }
}
