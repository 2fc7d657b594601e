/** Where samples come from. */
@NullMarked
package io.gyr.promql.source;

import org.jspecify.annotations.NullMarked;
