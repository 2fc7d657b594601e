package io.gyr.cli.exposition;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One line with a value.
 *
 * @param labels with {@code __name__}, in the order of the line
 * @param value the value
 * @param timeMs milliseconds since 1970; empty if the line has none
 */
public record Sample(Map<String, String> labels, double value, OptionalLong timeMs) {}
