/** Events, system calls and metrics in Iceberg: the tables and their rows. */
@NullMarked
package io.gyr.sinks.iceberg;

import org.jspecify.annotations.NullMarked;
