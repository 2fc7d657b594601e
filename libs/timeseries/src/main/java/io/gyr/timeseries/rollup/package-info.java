/** What stays of samples when they are too old to be kept one by one. */
@NullMarked
package io.gyr.timeseries.rollup;

import org.jspecify.annotations.NullMarked;
