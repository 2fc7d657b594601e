/**
 * The samples of one series over a short span as bytes. {@code docs/chunk-format.md} has the layout
 * byte by byte.
 */
@NullMarked
package io.gyr.timeseries.chunk;

import org.jspecify.annotations.NullMarked;
