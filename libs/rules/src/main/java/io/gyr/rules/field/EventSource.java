package io.gyr.rules.field;

import org.jspecify.annotations.Nullable;

/**
 * A kind of events that rules can be written for.
 *
 * @param name as a rule's {@code source} has it
 * @param fields what its rules can ask
 * @param typeField the field that holds the event's type, whose constraints decide which rules see
 *     an event; null for a source whose events are all of one type
 * @param time reads when an event happened, nanoseconds UTC since 1970
 */
public record EventSource(
    String name, FieldTable fields, @Nullable String typeField, NumberGetter time) {}
