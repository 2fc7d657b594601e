/** The same random queries on the same random data, to Gyr's engine and to a Prometheus. */
@NullMarked
package io.gyr.benchmarks.differential;

import org.jspecify.annotations.NullMarked;
