/** What a running Gyr tells of itself: addresses, counters, processes. */
@NullMarked
package io.gyr.benchmarks.running;

import org.jspecify.annotations.NullMarked;
