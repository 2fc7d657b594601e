/** Samples and their aggregates of all resolutions as chunks into Cassandra. */
@NullMarked
package io.gyr.jobs.rollup;

import org.jspecify.annotations.NullMarked;
