package io.gyr.rules.field.json;

import io.gyr.rules.field.EventSource;
import io.gyr.rules.json.JsonValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source whose events are JSON documents: its fields, and how its documents come.
 *
 * @param fields name and fields
 * @param listKey the member of an object that many events come in, such as {@code Records}
 * @param content gives the event of a document that wraps it, and else the document itself
 * @param problem what keeps a document from being an event of this source, or null for nothing
 * @param timeKey the member with the time, in RFC 3339
 */
public record JsonSource(
    EventSource fields,
    String listKey,
    Function<JsonValue, JsonValue> content,
    Function<JsonValue, @Nullable String> problem,
    String timeKey) {}
