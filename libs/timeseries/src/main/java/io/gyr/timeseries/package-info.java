/** Identity of series. Plain Java: no store and no stream. */
@NullMarked
package io.gyr.timeseries;

import org.jspecify.annotations.NullMarked;
