package io.gyr.rules;

import java.util.List;

/**
 * A loaded rule, as people know it.
 *
 * @param name unique within a rule set
 * @param description what it looks for
 * @param priority how grave a match is
 * @param source kind of events that it is for
 * @param tags in the order of the file
 * @param condition its text, appended parts included
 * @param output its template
 * @param location where it was first defined
 */
public record Rule(
    String name,
    String description,
    Priority priority,
    String source,
    List<String> tags,
    String condition,
    String output,
    Location location) {}
