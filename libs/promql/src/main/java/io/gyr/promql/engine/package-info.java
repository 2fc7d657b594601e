/** Evaluates expressions, series by series over vectors of steps. */
@NullMarked
package io.gyr.promql.engine;

import org.jspecify.annotations.NullMarked;
