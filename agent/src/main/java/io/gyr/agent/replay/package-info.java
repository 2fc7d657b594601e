/** Recordings of system calls: writing them, and playing them as if they happened now. */
@NullMarked
package io.gyr.agent.replay;

import org.jspecify.annotations.NullMarked;
