/** What a query answers. */
@NullMarked
package io.gyr.promql.value;

import org.jspecify.annotations.NullMarked;
