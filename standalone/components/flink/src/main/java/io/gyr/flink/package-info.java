/** What Gyr adds to Flink's own processes. */
@NullMarked
package io.gyr.flink;

import org.jspecify.annotations.NullMarked;
