package io.gyr.api.cardinality;

/**
 * A series that a limit kept out, named for all that were since the one before.
 *
 * @param timeMs when it was refused, milliseconds since 1970
 * @param detail its labels, the limit that it met, the setting, and how many were refused
 */
public record RefusedSeries(long timeMs, String detail) {}
