/** Native histograms. */
@NullMarked
package io.gyr.promql.histogram;

import org.jspecify.annotations.NullMarked;
