/** Events and system calls in Iceberg: the tables and their rows. */
@NullMarked
package io.gyr.sinks.iceberg;

import org.jspecify.annotations.NullMarked;
