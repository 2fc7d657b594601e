/** Series and their aggregates. Plain Java: no store and no stream. */
@NullMarked
package io.gyr.timeseries;

import org.jspecify.annotations.NullMarked;
