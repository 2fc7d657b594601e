/** Raw events in, resolved events out: what turns numbers into names. */
@NullMarked
package io.gyr.inspector;

import org.jspecify.annotations.NullMarked;
