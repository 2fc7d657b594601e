package io.gyr.rules.field.json;

import io.gyr.rules.Event;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.json.JsonEvent;
import io.gyr.rules.json.JsonValue;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code evt.*} of events that in Falco a plugin supplies. Names and values are those of
 * falcosecurity/libs, userspace/libsinsp/sinsp_filtercheck_gen_event.cpp.
 */
final class PluginEventFields {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private PluginEventFields() {}

  static void addTo(
      FieldList list, String source, String plugin, Function<JsonValue, @Nullable String> summary) {
    list.number(
            "evt.num",
            FieldType.NUMBER,
            event -> JsonEvent.of(event).number(),
            "Number of the event in its stream.")
        .number("evt.time", FieldType.TIME, PluginEventFields::time, "When it happened.")
        .number(
            "evt.time.iso8601",
            FieldType.DATE_TIME,
            PluginEventFields::time,
            "The same, with the date.")
        .built(
            "evt.time.s",
            event -> dateTime(event).substring(11, 19),
            "The time of day without fractions of a second.")
        .built("evt.datetime", PluginEventFields::dateTimeAndNanos, "Date and time of day.")
        .built(
            "evt.datetime.s",
            event -> dateTime(event).substring(0, 19),
            "The same without fractions of a second.")
        .number("evt.rawtime", FieldType.NUMBER, PluginEventFields::time, "Nanoseconds since 1970.")
        .number(
            "evt.rawtime.s",
            FieldType.NUMBER,
            event -> Math.floorDiv(time(event), NANOS_PER_SECOND),
            "Seconds since 1970.")
        .number(
            "evt.rawtime.ns",
            FieldType.NUMBER,
            event -> Math.floorMod(time(event), NANOS_PER_SECOND),
            "Nanoseconds within the second.")
        .text("evt.source", event -> source, "Kind of the event: " + source + ".")
        .text(
            "evt.pluginname",
            event -> plugin,
            "What supplies such events in Falco: " + plugin + ".")
        .built(
            "evt.plugininfo",
            event -> summary.apply(JsonEvent.of(event).document()),
            "The event in one line.")
        .flag("evt.is_async", event -> 0, "Always false.")
        .text("evt.asynctype", event -> null, "Always absent.")
        .text("evt.type", event -> "pluginevent", "Always pluginevent.");
  }

  /** When an event happened, nanoseconds since 1970. */
  static long time(Event event) {
    return JsonEvent.of(event).timeNs();
  }

  private static String dateTimeAndNanos(Event event) {
    long nanos = NANOS_PER_SECOND + Math.floorMod(time(event), NANOS_PER_SECOND);
    return dateTime(event).substring(0, 19) + "." + Long.toString(nanos).substring(1);
  }

  /** {@code 2026-11-21 21:23:25}. */
  private static String dateTime(Event event) {
    long seconds = Math.floorDiv(time(event), NANOS_PER_SECOND);
    return Instant.ofEpochSecond(seconds).toString().replace('T', ' ');
  }
}
