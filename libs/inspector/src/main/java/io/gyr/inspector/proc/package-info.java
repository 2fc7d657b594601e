/** What can be learned from a mounted /proc. */
@NullMarked
package io.gyr.inspector.proc;

import org.jspecify.annotations.NullMarked;
