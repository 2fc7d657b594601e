/** Events as they come from the kernel, and as they go out. */
@NullMarked
package io.gyr.inspector.event;

import org.jspecify.annotations.NullMarked;
