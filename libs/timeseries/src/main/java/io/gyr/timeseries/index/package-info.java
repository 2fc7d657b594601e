/** Which series there are, by their labels. */
@NullMarked
package io.gyr.timeseries.index;

import org.jspecify.annotations.NullMarked;
