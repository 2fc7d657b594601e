/** Samples and their one-minute aggregates into Cassandra. */
@NullMarked
package io.gyr.jobs.rollup;

import org.jspecify.annotations.NullMarked;
