/** The aggregation operators. */
@NullMarked
package io.gyr.promql.aggregate;

import org.jspecify.annotations.NullMarked;
