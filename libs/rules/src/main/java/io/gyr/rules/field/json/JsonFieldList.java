package io.gyr.rules.field.json;

import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.json.JsonEvent;
import io.gyr.rules.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a source of JSON events. Not safe for several threads. */
public final class JsonFieldList {

  private final FieldList list = new FieldList();

  /** Adds a field with the text at a path, which is JSON where there is no plain text. */
  public JsonFieldList path(String name, String meaning, String key, String... more) {
    return text(
        name,
        document -> {
          JsonValue value = document.get(key, more);
          return value == null ? null : value.text();
        },
        meaning);
  }

  /** Adds a textual field. */
  public JsonFieldList text(
      String name, Function<JsonValue, @Nullable String> reader, String meaning) {
    list.text(name, event -> reader.apply(JsonEvent.of(event).document()), meaning);
    return this;
  }

  /** Adds a numeric field; its reader gives {@link io.gyr.rules.Event#ABSENT} for no value. */
  public JsonFieldList number(String name, NumberReader reader, String meaning) {
    list.number(
        name, FieldType.NUMBER, event -> reader.read(JsonEvent.of(event).document()), meaning);
    return this;
  }

  /** Adds a textual field with a key in its brackets. */
  public JsonFieldList keyed(
      String name, Function<String, Function<JsonValue, @Nullable String>> reader, String meaning) {
    list.keyed(
        name,
        key -> {
          Function<JsonValue, @Nullable String> bound = reader.apply(key);
          return event -> bound.apply(JsonEvent.of(event).document());
        },
        meaning);
    return this;
  }

  /** Adds a field with several texts. */
  public JsonFieldList list(String name, Function<JsonValue, List<String>> reader, String meaning) {
    list.list(name, FieldType.TEXT, new JsonList(reader), meaning);
    return this;
  }

  /**
   * Adds a field with several texts that takes a number in brackets; the reader is made for that
   * number, -1 without brackets.
   */
  public JsonFieldList indexed(
      String name, IntFunction<Function<JsonValue, List<String>>> reader, String meaning) {
    list.indexed(
        name,
        FieldType.TEXT,
        index -> new JsonList(reader.apply(index)),
        new JsonList(reader.apply(-1)),
        meaning);
    return this;
  }

  /**
   * The source with these fields and those that every source of JSON events has.
   *
   * @param plugin what supplies such events in Falco
   * @param summary an event in one line
   */
  public EventSource source(
      String name, String plugin, Function<JsonValue, @Nullable String> summary) {
    PluginEventFields.addTo(list, name, plugin, summary);
    JsonFields.addTo(list);
    return new EventSource(name, new FieldTable(list.fields()), null, PluginEventFields::time);
  }

  /** Reads a number off a document. */
  @FunctionalInterface
  public interface NumberReader {

    /** The number, or {@link io.gyr.rules.Event#ABSENT}. */
    long read(JsonValue document);
  }
}
