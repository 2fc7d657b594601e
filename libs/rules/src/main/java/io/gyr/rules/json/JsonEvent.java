package io.gyr.rules.json;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event that is a JSON document. Sources of such events have no numbered facts: their fields
 * look into the document, so rules for them take events of this class only. One object serves for
 * one document after another. Not safe for several threads.
 */
public final class JsonEvent implements Event {

  private static final int TYPE = EventTypes.idOf("pluginevent");
  private static final JsonValue NOTHING = JsonValue.scalar(JsonValue.Kind.NULL, "null");

  private final Map<Object, List<String>> lists = new IdentityHashMap<>();
  private JsonValue document = NOTHING;
  private long timeNs = ABSENT;
  private long number;

  /**
   * Turns to a document.
   *
   * @param timeNs when it happened, nanoseconds UTC since 1970
   * @param number its place in the stream, from 1
   */
  public void set(JsonValue document, long timeNs, long number) {
    lists.clear();
    this.document = document;
    this.timeNs = timeNs;
    this.number = number;
  }

  /**
   * The event that a getter is given.
   *
   * @throws ClassCastException for an event of another source
   */
  public static JsonEvent of(Event event) {
    return (JsonEvent) event;
  }

  /** The whole document. */
  public JsonValue document() {
    return document;
  }

  /** When it happened, nanoseconds UTC since 1970. */
  public long timeNs() {
    return timeNs;
  }

  /** Its place in the stream, from 1. */
  public long number() {
    return number;
  }

  /** The values that a reader collects from the document, collected once however often asked. */
  public List<String> list(Function<JsonValue, List<String>> reader) {
    List<String> known = lists.get(reader);
    if (known == null) {
      known = reader.apply(document);
      lists.put(reader, known);
    }
    return known;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public @Nullable String text(int fact) {
    return null;
  }

  @Override
  public long number(int fact) {
    return ABSENT;
  }

  @Override
  public int count(int fact) {
    return 0;
  }

  @Override
  public @Nullable String textAt(int fact, int index) {
    return null;
  }

  @Override
  public long numberAt(int fact, int index) {
    return ABSENT;
  }

  @Override
  public @Nullable String textOf(int fact, String key) {
    return null;
  }
}
