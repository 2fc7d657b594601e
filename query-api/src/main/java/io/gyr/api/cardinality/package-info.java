/** How many series there are, of what, and which are refused. */
@NullMarked
package io.gyr.api.cardinality;

import org.jspecify.annotations.NullMarked;
