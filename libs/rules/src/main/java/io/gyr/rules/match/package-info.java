/** Tests of one value, prepared once and applied per event without allocation. */
@NullMarked
package io.gyr.rules.match;

import org.jspecify.annotations.NullMarked;
