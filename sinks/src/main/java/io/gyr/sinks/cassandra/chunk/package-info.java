/**
 * Metrics in Cassandra: chunks of samples and of aggregates, and the series that there are. {@code
 * docs/metrics-store.md} says how they lie there and why.
 */
@NullMarked
package io.gyr.sinks.cassandra.chunk;

import org.jspecify.annotations.NullMarked;
