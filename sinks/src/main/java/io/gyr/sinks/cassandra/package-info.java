/** Metrics in Cassandra: the tables and the Flink sink. */
@NullMarked
package io.gyr.sinks.cassandra;

import org.jspecify.annotations.NullMarked;
