/**
 * Arrays of numbers as bytes, smaller. {@code docs/chunk-format.md} has the layout byte by byte.
 *
 * <p>A column does not know how many numbers it holds; what it stands in does.
 */
@NullMarked
package io.gyr.timeseries.column;

import org.jspecify.annotations.NullMarked;
