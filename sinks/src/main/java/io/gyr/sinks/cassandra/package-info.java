/** How Gyr connects to Cassandra; what it keeps there is in the package {@code chunk}. */
@NullMarked
package io.gyr.sinks.cassandra;

import org.jspecify.annotations.NullMarked;
