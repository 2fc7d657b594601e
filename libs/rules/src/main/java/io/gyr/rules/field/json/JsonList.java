package io.gyr.rules.field.json;

import io.gyr.rules.Event;
import io.gyr.rules.field.TextListGetter;
import io.gyr.rules.json.JsonEvent;
import io.gyr.rules.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/** A field that collects texts from a document: {@code in} a set when all of them are. */
public final class JsonList implements TextListGetter {

  private final Function<JsonValue, List<String>> reader;

  /** A field of what {@code reader} collects; it gives an empty list for a document without any. */
  public JsonList(Function<JsonValue, List<String>> reader) {
    this.reader = reader;
  }

  @Override
  public int count(Event event) {
    return JsonEvent.of(event).list(reader).size();
  }

  @Override
  public String get(Event event, int index) {
    return JsonEvent.of(event).list(reader).get(index);
  }

  @Override
  public boolean isWhole() {
    return true;
  }
}
