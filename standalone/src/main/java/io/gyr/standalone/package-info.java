/** Starts the real components on one machine, watches over them and stops them in order. */
@NullMarked
package io.gyr.standalone;

import org.jspecify.annotations.NullMarked;
