/** Native histograms of Prometheus as values. */
@NullMarked
package io.gyr.timeseries.histogram;

import org.jspecify.annotations.NullMarked;
