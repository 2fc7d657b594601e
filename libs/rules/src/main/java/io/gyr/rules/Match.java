package io.gyr.rules;

import io.gyr.rules.field.ValueText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that fired. Immutable and independent of the event.
 *
 * @param rule which one
 * @param timeNs time of the event, nanoseconds UTC since 1970; 0 if it has none
 * @param message the rule's output with the values put in, {@code <NA>} for absent ones
 * @param outputFields every field of the output by its text as written ({@code proc.aname[2]}), and
 *     {@code evt.time}, with its value: String, Long, Boolean, a list of them, or null when absent
 */
public record Match(
    Rule rule, long timeNs, String message, Map<String, @Nullable Object> outputFields) {

  /** The message as Falco prints it: time of day in UTC, priority, message. */
  public String output() {
    return ValueText.timeOfDay(timeNs) + ": " + rule.priority().text() + " " + message;
  }
}
