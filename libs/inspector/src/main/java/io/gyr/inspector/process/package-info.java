/** The table of processes. */
@NullMarked
package io.gyr.inspector.process;

import org.jspecify.annotations.NullMarked;
