/** What samples take on disk. */
@NullMarked
package io.gyr.benchmarks.size;

import org.jspecify.annotations.NullMarked;
