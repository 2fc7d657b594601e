/** Quantiles of values that are gone. */
@NullMarked
package io.gyr.timeseries.sketch;

import org.jspecify.annotations.NullMarked;
