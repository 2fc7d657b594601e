package io.gyr.api.prometheus.store;

import io.gyr.sinks.cassandra.chunk.Resolution;

/**
 * A part of the time of a query and the resolution in which it is read.
 *
 * @param fromMs start, since 1970, inclusive
 * @param toMs end, inclusive
 */
public record Part(Resolution resolution, long fromMs, long toMs) {}
